package dev.pacer.cluster.mesos;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An agent that the new leader knows from its registry and that has not come back yet; its tasks
 * still run but are in no list.
 *
 * @param resources what the agent was started with, without dynamic reservations
 */
public record RecoveredAgent(
    AgentId id,
    String hostname,
    int port,
    List<Attribute> attributes,
    Resources resources,
    @Nullable FaultDomain domain) {
  public RecoveredAgent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(hostname, "hostname");
    attributes = List.copyOf(attributes);
    Objects.requireNonNull(resources, "resources");
  }
}

package dev.pacer.cluster.mesos;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A registered agent: one that the present leader has heard of itself. */
public record Agent(
    AgentId id,
    AgentAddress address,
    List<Attribute> attributes,
    AgentResources resources,
    AgentStatus status,
    AgentSoftware software,
    @Nullable FaultDomain domain) {
  public Agent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(address, "address");
    attributes = List.copyOf(attributes);
    Objects.requireNonNull(resources, "resources");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(software, "software");
  }

  /** The first attribute of that name. */
  public Optional<Value> attribute(String name) {
    return attributes.stream().filter(a -> a.name().equals(name)).map(Attribute::value).findFirst();
  }
}

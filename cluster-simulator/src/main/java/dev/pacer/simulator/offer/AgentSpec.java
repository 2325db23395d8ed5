package dev.pacer.simulator.offer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent process is started with.
 *
 * @param region fault domain, null for none
 * @param zone fault domain, null for none
 * @param httpCommandExecutor whether {@code max_grace_period} is obeyed (mesos.md 6.3)
 */
public record AgentSpec(
    String hostname,
    String ip,
    int port,
    List<Resource> resources,
    List<Attribute> attributes,
    @Nullable String region,
    @Nullable String zone,
    boolean httpCommandExecutor) {
  public AgentSpec {
    resources = List.copyOf(resources);
    attributes = List.copyOf(attributes);
  }
}

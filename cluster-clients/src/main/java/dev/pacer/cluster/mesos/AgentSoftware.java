package dev.pacer.cluster.mesos;

import java.util.Objects;
import java.util.Set;

/** The agent's version and what it can do, e.g. {@code AGENT_DRAINING}. */
public record AgentSoftware(String version, Set<String> capabilities) {
  public AgentSoftware {
    Objects.requireNonNull(version, "version");
    capabilities = Set.copyOf(capabilities);
  }

  /** Whether DRAIN_AGENT is possible (Mesos 1.9 and later). */
  public boolean canDrain() {
    return capabilities.contains("AGENT_DRAINING");
  }
}

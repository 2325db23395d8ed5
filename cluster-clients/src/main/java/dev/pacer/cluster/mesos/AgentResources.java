package dev.pacer.cluster.mesos;

import java.util.Objects;

/**
 * What an agent has.
 *
 * @param total with static and dynamic reservations and volumes
 * @param allocated in use by tasks and executors (without command executors' own share)
 * @param offered on offer just now; offers come back
 */
public record AgentResources(Resources total, Resources allocated, Resources offered) {
  public AgentResources {
    Objects.requireNonNull(total, "total");
    Objects.requireNonNull(allocated, "allocated");
    Objects.requireNonNull(offered, "offered");
  }
}

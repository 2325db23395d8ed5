package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.AgentSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered agent at one moment.
 *
 * @param reregistered null until it first comes back
 * @param active offers are made of it
 * @param drain null unless draining or drained
 * @param total with dynamic reservations and volumes
 * @param used by tasks and executors, by framework and role
 */
public record AgentView(
    String id,
    AgentSpec spec,
    Instant registered,
    @Nullable Instant reregistered,
    boolean active,
    boolean deactivated,
    @Nullable DrainInfo drain,
    Resources total,
    List<Allocation> used,
    List<Allocation> offered) {

  public AgentView {
    used = List.copyOf(used);
    offered = List.copyOf(offered);
  }

  public String pid() {
    return "slave(1)@" + spec.ip() + ":" + spec.port();
  }

  public Resources usedSum() {
    return sum(used);
  }

  public Resources offeredSum() {
    return sum(offered);
  }

  static Resources sum(List<Allocation> allocations) {
    Resources sum = Resources.NONE;
    for (Allocation allocation : allocations) {
      sum = sum.plus(allocation.resources());
    }
    return sum;
  }
}

package dev.pacer.autoscaler.decision;

import dev.pacer.cluster.aws.GroupName;
import dev.pacer.view.MachineTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Auto Scaling groups under one policy.
 *
 * @param limits how large it may be
 * @param idleAgents how many empty agents are kept (headroom)
 * @param patience how long to wait for what
 * @param declared what a new machine offers, said by the operator
 */
public record Pool(
    String name,
    List<GroupName> groups,
    Limits limits,
    int idleAgents,
    Patience patience,
    Optional<MachineTemplate> declared) {

  /** Bounds of our own, in machines over all groups of the pool; the groups' bounds hold too. */
  public record Limits(int min, int max) {
    public Limits {
      if (min < 0 || max < min) {
        throw new IllegalArgumentException(
            "need 0 <= min <= max, was min=%d max=%d".formatted(min, max));
      }
    }
  }

  /**
   * Times.
   *
   * @param emptyFor how long an agent must have been empty before it goes
   * @param minAge how long a machine is kept at least after its launch
   * @param boot within which a launched machine must have registered its agent
   */
  public record Patience(Duration emptyFor, Duration minAge, Duration boot) {}

  public Pool {
    groups = List.copyOf(groups);
  }
}

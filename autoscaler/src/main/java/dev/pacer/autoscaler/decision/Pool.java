package dev.pacer.autoscaler.decision;

import dev.pacer.cluster.aws.GroupName;
import dev.pacer.view.MachineTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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

  /**
   * Bounds of our own, in machines over all groups of the pool; the groups' bounds hold too.
   *
   * @param caps how fast it may change, and what it may cost
   */
  public record Limits(int min, int max, Caps caps) {
    /** Without caps. */
    public Limits(int min, int max) {
      this(min, max, Caps.NONE);
    }

    public Limits {
      if (min < 0 || max < min) {
        throw new IllegalArgumentException(
            "need 0 <= min <= max, was min=%d max=%d".formatted(min, max));
      }
    }
  }

  /**
   * How fast a pool may change, and what it may cost (G11).
   *
   * @param boughtPerCycle machines bought in one cycle at most
   * @param boughtPerHour machines bought within any hour at most
   * @param removedPerHour removals begun within any hour at most
   * @param microDollarsPerHour what all its machines together may cost per hour, in millionths of a
   *     dollar; empty for no bound
   */
  public record Caps(
      int boughtPerCycle, int boughtPerHour, int removedPerHour, OptionalLong microDollarsPerHour) {
    public static final Caps NONE =
        new Caps(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, OptionalLong.empty());
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

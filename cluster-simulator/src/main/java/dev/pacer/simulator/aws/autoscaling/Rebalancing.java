package dev.pacer.simulator.aws.autoscaling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Launches members beyond what is desired, so that others can go: to zones that have fewer (the
 * process AZRebalance), and for spot members that AWS recommends to leave. Members go only once
 * their replacements are in service.
 */
final class Rebalancing {

  private static final int SHARE_ABOVE_MAX = 10;

  private final World world;
  private final ScaleOut scaleOut;
  private boolean zones;

  Rebalancing(World world, ScaleOut scaleOut) {
    this.world = world;
    this.scaleOut = scaleOut;
  }

  /** Whether groups even out their zones by themselves. */
  void evensOutZones(boolean whether) {
    zones = whether;
  }

  /** Whether the group, which has what it desires, has something to launch and to leave. */
  boolean wanted(Group group) {
    return !group.now().suspends(ScalingProcess.LAUNCH)
        && !group.now().deleting()
        && (!atRisk(group).isEmpty() || uneven(group).isPresent());
  }

  private static List<Member> atRisk(Group group) {
    return group.now().rules().capacityRebalance()
        ? group.members().stream()
            .filter(member -> member.state() == LifecycleState.IN_SERVICE)
            .filter(member -> member.atRisk() && !member.replaced())
            .toList()
        : List.of();
  }

  /** The zone that has the fewest members, when another has at least two more, one free to go. */
  private Optional<String> uneven(Group group) {
    if (!zones || group.now().suspends(ScalingProcess.AZ_REBALANCE)) {
      return Optional.empty();
    }
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Boolean> free = new HashMap<>();
    for (Member member : group.members()) {
      if (member.state().counts()) {
        counts.merge(member.now().zone(), 1, Integer::sum);
        free.merge(
            member.now().zone(),
            member.state() == LifecycleState.IN_SERVICE && !member.now().protectedFromScaleIn(),
            Boolean::logicalOr);
      }
    }
    String fewest = "";
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (String zone : group.now().placement().zones()) {
      int count = counts.getOrDefault(zone, 0);
      if (count < least) {
        least = count;
        fewest = zone;
      }
      if (free.getOrDefault(zone, false)) {
        most = Math.max(most, count);
      }
    }
    return most - least >= 2 ? Optional.of(fewest) : Optional.empty();
  }

  /**
   * Launches what is wanted, as far above max as AWS goes: a tenth of it, or one instance. False
   * when something could not be had.
   */
  boolean launch(Group group) {
    int max = group.now().capacity().max();
    int ceiling = max + Math.max(1, max / SHARE_ABOVE_MAX);
    for (Member member : atRisk(group)) {
      if (group.countedUnits() >= ceiling) {
        return true;
      }
      String cause =
          Causes.at(
              world.now(),
              "an instance was launched in response to a rebalance recommendation for instance %s."
                  .formatted(member.id()));
      if (launchOne(group, member.now().zone(), cause).isEmpty()) {
        return false;
      }
      member.replace();
    }
    Optional<String> zone = uneven(group);
    while (zone.isPresent() && group.countedUnits() < ceiling) {
      String cause =
          Causes.at(
              world.now(),
              ("instances were launched to balance instances in zones %s with other zones resulting"
                      + " in more than desired number of instances in the group.")
                  .formatted(zone.get()));
      if (launchOne(group, zone.get(), cause).isEmpty()) {
        return false;
      }
      zone = uneven(group);
    }
    return true;
  }

  private Optional<Member> launchOne(Group group, String zone, String cause) {
    ScaleOut.Ordered ordered = scaleOut.order(group, scaleOut.subnet(group, zone), 1, cause);
    Optional<Member> member = ordered.members().stream().findFirst();
    member.ifPresent(Member::beyondDesired);
    return member;
  }

  /** Units launched beyond what is desired that are not in service yet: none may go for them. */
  static int pendingUnits(Group group) {
    return group.members().stream()
        .filter(member -> member.state().counts() && member.state() != LifecycleState.IN_SERVICE)
        .filter(Member::isBeyondDesired)
        .mapToInt(member -> member.now().units())
        .sum();
  }
}

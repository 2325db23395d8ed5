package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What Create or Update asks for; what is absent is left to the defaults or as it was. */
public record GroupRequest(
    Size size,
    Optional<LaunchSource> source,
    Place place,
    Rules rules,
    List<GroupTag> tags,
    Tree.Fields kept) {

  /** Bounds and wish, unchecked. */
  public record Size(OptionalInt min, OptionalInt max, OptionalInt desired) {}

  /** Zones or subnets; empty lists say nothing. */
  public record Place(List<String> zones, List<String> subnetIds, Optional<String> distribution) {}

  /** As {@link GroupRules}, each part optional. */
  public record Rules(
      Optional<Duration> defaultCooldown,
      Optional<String> healthCheckType,
      Optional<Duration> healthCheckGrace,
      List<String> terminationPolicies,
      Optional<Boolean> newInstancesProtected,
      Optional<Boolean> capacityRebalance) {

    public static final Rules NONE =
        new Rules(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    GroupRules over(GroupRules before) {
      return new GroupRules(
          defaultCooldown.orElse(before.defaultCooldown()),
          healthCheckType.orElse(before.healthCheckType()),
          healthCheckGrace.orElse(before.healthCheckGrace()),
          terminationPolicies.isEmpty() ? before.terminationPolicies() : terminationPolicies,
          newInstancesProtected.orElse(before.newInstancesProtected()),
          capacityRebalance.orElse(before.capacityRebalance()),
          before.suspended());
    }
  }

  public GroupRequest {
    tags = List.copyOf(tags);
  }
}

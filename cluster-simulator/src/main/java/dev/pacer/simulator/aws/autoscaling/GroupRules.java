package dev.pacer.simulator.aws.autoscaling;

import java.time.Duration;
import java.util.List;

/** What a group does on its own. */
public record GroupRules(
    Duration defaultCooldown,
    String healthCheckType,
    Duration healthCheckGrace,
    List<String> terminationPolicies,
    boolean newInstancesProtected,
    boolean capacityRebalance) {

  /** What a group has that says nothing; AWS's API defaults. */
  public static final GroupRules USUAL =
      new GroupRules(Duration.ofMinutes(5), "EC2", Duration.ZERO, List.of("Default"), false, false);

  public GroupRules {
    terminationPolicies = List.copyOf(terminationPolicies);
  }
}

package dev.pacer.simulator.aws.autoscaling;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a group does on its own, and what it was told not to do.
 *
 * @param suspended suspended processes, each with its reason
 */
public record GroupRules(
    Duration defaultCooldown,
    String healthCheckType,
    Duration healthCheckGrace,
    List<String> terminationPolicies,
    boolean newInstancesProtected,
    boolean capacityRebalance,
    Map<String, String> suspended) {

  /** What a group has that says nothing; AWS's API defaults. */
  public static final GroupRules USUAL =
      new GroupRules(
          Duration.ofMinutes(5), "EC2", Duration.ZERO, List.of("Default"), false, false, Map.of());

  public GroupRules {
    terminationPolicies = List.copyOf(terminationPolicies);
    suspended = Collections.unmodifiableMap(new LinkedHashMap<>(suspended));
  }

  GroupRules withSuspended(Map<String, String> next) {
    return new GroupRules(
        defaultCooldown,
        healthCheckType,
        healthCheckGrace,
        terminationPolicies,
        newInstancesProtected,
        capacityRebalance,
        next);
  }
}

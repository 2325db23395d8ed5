package dev.pacer.cluster.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a group does on its own, and how far it was told not to.
 *
 * @param suspended the suspended processes, each with AWS's reason, such as {@code User suspended
 *     at 2026-11-22T07:00:30Z}
 * @param newInstancesProtected whether instances are protected from scale-in as they come into
 *     service
 * @param capacityRebalance whether AWS replaces spot instances before it interrupts them
 * @param defaultCooldown matters only to simple policies and to calls that honour it
 * @param healthCheckGrace how long after launch a failed health check is ignored
 * @param terminationPolicies in order, such as {@code Default}
 * @param warmPool whether stopped instances wait outside the group's list
 */
public record GroupRules(
    Map<ScalingProcess, String> suspended,
    boolean newInstancesProtected,
    boolean capacityRebalance,
    Duration defaultCooldown,
    Duration healthCheckGrace,
    List<String> terminationPolicies,
    boolean warmPool) {
  public GroupRules {
    suspended = Map.copyOf(suspended);
    terminationPolicies = List.copyOf(terminationPolicies);
  }

  public boolean isSuspended(ScalingProcess process) {
    return suspended.containsKey(process);
  }
}

package dev.pacer.placement.fit;

import org.jspecify.annotations.Nullable;

/**
 * How the Marathon in question was started, as far as its matcher cares.
 *
 * @param localRegion region of the Mesos master; null when it has none
 * @param drainingMillis how long before a maintenance window offers are declined
 */
public record MatcherSettings(
    Family family,
    @Nullable String localRegion,
    GpuBehaviour gpuBehaviour,
    RolesBehaviour defaultRoles,
    boolean maintenanceMode,
    long drainingMillis) {

  /** What a Marathon does when nothing is configured. */
  public static final MatcherSettings SHIPPED =
      new MatcherSettings(
          Family.SINCE_1_11, null, GpuBehaviour.RESTRICTED, RolesBehaviour.ANY, true, 0);

  /** Marathon changed the meaning of GROUP_BY in 1.11 (F7). */
  public enum Family {
    SINCE_1_11,
    UP_TO_1_10
  }

  /** May an instance that wants no GPU use an agent that offers some (F5)? */
  public enum GpuBehaviour {
    RESTRICTED,
    UNRESTRICTED
  }

  /** Which roles an app accepts that names none (F2). */
  public enum RolesBehaviour {
    ANY,
    UNRESERVED,
    RESERVED
  }

  public MatcherSettings withFamily(Family other) {
    return new MatcherSettings(
        other, localRegion, gpuBehaviour, defaultRoles, maintenanceMode, drainingMillis);
  }

  public MatcherSettings withLocalRegion(@Nullable String region) {
    return new MatcherSettings(
        family, region, gpuBehaviour, defaultRoles, maintenanceMode, drainingMillis);
  }
}

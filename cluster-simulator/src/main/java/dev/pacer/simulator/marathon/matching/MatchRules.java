package dev.pacer.simulator.marathon.matching;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What decides about offers besides the app: flags of the server and the master's region.
 *
 * @param localRegion the master's region; null: it has none
 * @param restrictGpus whether offers with GPUs are kept for those who ask for some
 * @param acceptedByDefault {@code any}, {@code unreserved} or {@code reserved}
 * @param maintenanceMode whether agents in a maintenance window are refused
 * @param draining how long before the window they are refused already
 * @param groupByFamily how GROUP_BY counts: it changed with 1.11
 */
public record MatchRules(
    @Nullable String localRegion,
    boolean restrictGpus,
    String acceptedByDefault,
    boolean maintenanceMode,
    Duration draining,
    GroupByFamily groupByFamily) {

  /** The flags' defaults, with a master without a region. */
  public static MatchRules standard() {
    return new MatchRules(null, true, "any", true, Duration.ZERO, GroupByFamily.SINCE_1_11);
  }

  public MatchRules inRegion(@Nullable String region) {
    return new MatchRules(
        region, restrictGpus, acceptedByDefault, maintenanceMode, draining, groupByFamily);
  }

  public MatchRules withGroupBy(GroupByFamily family) {
    return new MatchRules(
        localRegion, restrictGpus, acceptedByDefault, maintenanceMode, draining, family);
  }

  /** The generations of GROUP_BY (autoscaling.md F7). */
  public enum GroupByFamily {
    UP_TO_1_10,
    SINCE_1_11
  }
}

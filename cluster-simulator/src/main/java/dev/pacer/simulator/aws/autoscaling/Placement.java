package dev.pacer.simulator.aws.autoscaling;

import java.util.List;

/**
 * Where a group launches.
 *
 * @param zones by name, in order
 * @param subnetIds empty when the group was made from zones
 * @param distribution {@code balanced-best-effort} or {@code balanced-only}
 */
public record Placement(List<String> zones, List<String> subnetIds, String distribution) {

  public static final String BEST_EFFORT = "balanced-best-effort";

  public Placement {
    zones = List.copyOf(zones);
    subnetIds = List.copyOf(subnetIds);
    if (zones.isEmpty()) {
      throw new IllegalArgumentException("a group needs at least one zone");
    }
  }
}

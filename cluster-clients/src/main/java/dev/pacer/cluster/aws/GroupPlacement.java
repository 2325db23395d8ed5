package dev.pacer.cluster.aws;

import java.util.List;
import java.util.Optional;

/**
 * Where a group launches: its zones, its subnets (empty outside a VPC), and how it spreads over
 * them ({@code balanced-best-effort} or {@code balanced-only}; absent where AWS did not say).
 */
public record GroupPlacement(
    List<Zone> zones, List<String> subnetIds, Optional<String> distribution) {
  public GroupPlacement {
    zones = List.copyOf(zones);
    subnetIds = List.copyOf(subnetIds);
  }
}

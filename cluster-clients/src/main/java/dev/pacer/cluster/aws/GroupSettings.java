package dev.pacer.cluster.aws;

import java.util.Optional;

/** The settings of a group that the toolkit may change; what is absent stays as it is. */
public record GroupSettings(
    Optional<Boolean> newInstancesProtected, Optional<Boolean> capacityRebalance) {
  public GroupSettings {
    if (newInstancesProtected.isEmpty() && capacityRebalance.isEmpty()) {
      throw new IllegalArgumentException("nothing to change");
    }
  }
}

package dev.pacer.cluster.aws;

import java.util.Optional;

/** Where an activity took place, as far as AWS said. */
public record ActivityPlace(Optional<Zone> zone, Optional<String> subnetId) {
  public static final ActivityPlace UNKNOWN = new ActivityPlace(Optional.empty(), Optional.empty());
}

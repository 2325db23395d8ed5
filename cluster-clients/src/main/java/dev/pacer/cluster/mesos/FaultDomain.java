package dev.pacer.cluster.mesos;

import java.util.Objects;

/** Where an agent or master stands, when its operator configured it. */
public record FaultDomain(String region, String zone) {
  public FaultDomain {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(zone, "zone");
  }
}

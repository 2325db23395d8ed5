package dev.pacer.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The masters.
 *
 * @param masters how many; one leads, the others redirect
 * @param pingTimeout from an agent's silence to its being unreachable
 * @param reregisterTimeout how long a new leader waits for an agent it knows of
 * @param quotas set once the cluster is up
 */
public record MesosShape(
    int masters, Duration pingTimeout, Duration reregisterTimeout, List<Quota> quotas) {
  public MesosShape {
    quotas = List.copyOf(quotas);
  }

  /** What a role is promised and how much it may have at most, by resource; MiB for memory. */
  public record Quota(String role, Map<String, Double> guarantees, Map<String, Double> limits) {
    public Quota {
      guarantees = Map.copyOf(guarantees);
      limits = Map.copyOf(limits);
    }
  }

  /** One master with Mesos' own defaults: 5 pings of 15 s, 10 minutes. */
  public static MesosShape standard() {
    return new MesosShape(1, Duration.ofSeconds(75), Duration.ofMinutes(10), List.of());
  }
}

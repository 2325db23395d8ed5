package dev.pacer.simulator.scenario;

import java.time.Duration;

/**
 * The masters.
 *
 * @param masters how many; one leads, the others redirect
 * @param pingTimeout from an agent's silence to its being unreachable
 * @param reregisterTimeout how long a new leader waits for an agent it knows of
 */
public record MesosShape(int masters, Duration pingTimeout, Duration reregisterTimeout) {

  /** One master with Mesos' own defaults: 5 pings of 15 s, 10 minutes. */
  public static MesosShape standard() {
    return new MesosShape(1, Duration.ofSeconds(75), Duration.ofMinutes(10));
  }
}

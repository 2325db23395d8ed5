package dev.pacer.simulator.marathon.engine;

import java.time.Duration;

/**
 * Marathon's intervals (marathon.md 13 and 14).
 *
 * @param decline how long a refused offer's resources are not wanted again
 * @param revive the shortest time between two requests for all offers
 * @param reconciliation between two reconciliations; the first is 15 s after election
 * @param scaleCheck between two checks of apps without deployment
 * @param launchTimeout how long a task may stay without running
 * @param killRetry after which an unconfirmed kill is sent again
 * @param expungeCheck between two looks for unreachable instances to forget, from 300 s on
 */
public record Timing(
    Duration decline,
    Duration revive,
    Duration reconciliation,
    Duration scaleCheck,
    Duration launchTimeout,
    Duration killRetry,
    Duration expungeCheck) {

  /** The flags' defaults. */
  public static Timing standard() {
    return new Timing(
        Duration.ofSeconds(120),
        Duration.ofSeconds(5),
        Duration.ofSeconds(600),
        Duration.ofSeconds(300),
        Duration.ofSeconds(300),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30));
  }
}

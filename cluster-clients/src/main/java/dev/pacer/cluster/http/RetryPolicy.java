package dev.pacer.cluster.http;

import java.time.Duration;

/**
 * How a repeatable request is tried again. Every round asks each address once; between rounds it
 * waits, each time up to twice as long.
 *
 * @param rounds 1 for no retry
 * @param firstWait before the second round, at most; the wait is drawn between half of it and it
 * @param longestWait between rounds
 */
public record RetryPolicy(int rounds, Duration firstWait, Duration longestWait) {

  /** No second round; other addresses are still asked when one cannot be reached. */
  public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

  /** Enough for a Marathon without a leader, about 14 s: 8 rounds, waits of 0.5 s to 8 s. */
  public static final RetryPolicy ORDINARY =
      new RetryPolicy(8, Duration.ofMillis(500), Duration.ofSeconds(8));

  /** Refuses what never tries. */
  public RetryPolicy {
    if (rounds < 1 || firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          "need at least 1 round and 0 <= firstWait <= longestWait, were rounds=%d %s %s"
              .formatted(rounds, firstWait, longestWait));
    }
  }

  /**
   * The wait after so many rounds.
   *
   * @param chance from 0 to 1
   */
  Duration waitAfter(int roundsDone, double chance) {
    double factor = Math.pow(2, Math.min(30, roundsDone - 1));
    double most = Math.min((double) longestWait.toMillis(), firstWait.toMillis() * factor);
    return Duration.ofMillis(Math.round(most * (0.5 + chance / 2)));
  }
}

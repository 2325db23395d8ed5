package dev.pacer.registryauth.decision;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When things are done.
 *
 * @param maxInterval the longest time between two refreshes, however long a credential lives
 * @param canary from one look at what is published to the next
 */
public record Timing(Duration maxInterval, Duration canary) {

  /** How long an unproven credential waits for its next trial. */
  static final Duration REVERIFY = Duration.ofSeconds(30);

  private static final Duration FLOOR = Duration.ofSeconds(60);
  private static final Duration SPREAD = Duration.ofSeconds(30);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration RETRY_CAP = Duration.ofMinutes(5);
  private static final Duration DENIED_CAP = Duration.ofMinutes(15);

  /** With so little left, and after the end, the issuer is asked every minute at least. */
  private static final Duration HURRY = Duration.ofMinutes(30);

  private static final Duration HURRY_CAP = Duration.ofSeconds(60);

  /** Six hours, fifteen minutes; made after the bounds that it is held to. */
  public static final Timing USUAL = new Timing(Duration.ofHours(6), Duration.ofMinutes(15));

  /** Positive durations. */
  public Timing {
    if (maxInterval.compareTo(FLOOR) < 0 || canary.compareTo(FLOOR) < 0) {
      throw new IllegalArgumentException("maxInterval and canary must be at least 1 minute");
    }
  }

  /**
   * From the issue of a credential of such a life to its refresh: half of it, give or take 10 %.
   */
  public Duration refreshAfter(Duration life, RandomGenerator chance) {
    double share = 0.5 * (0.9 + 0.2 * chance.nextDouble());
    Duration half = Duration.ofMillis((long) (life.toMillis() * share));
    return longer(FLOOR, shorter(half, maxInterval));
  }

  /** From the issue of a credential that never ends to the next look at its source. */
  public Duration lookAgain(RandomGenerator chance) {
    return Duration.ofMillis((long) (maxInterval.toMillis() * (0.9 + 0.1 * chance.nextDouble())));
  }

  /** How long a process that starts with a good credential waits before its first refresh. */
  public Duration afterStart(RandomGenerator chance) {
    return Duration.ofMillis((long) (SPREAD.toMillis() * chance.nextDouble()));
  }

  /** How long to wait for another one when the issuer handed out the same again. */
  public Duration afterNoProgress(Duration remaining) {
    return longer(FLOOR, shorter(maxInterval, remaining.dividedBy(2)));
  }

  /**
   * How long to wait when the issuer handed out one that would end before what is published: until
   * a new one with as long a life would outlive it by half of that life.
   */
  public Duration afterShorterLife(Duration remaining, Duration life) {
    return longer(FLOOR, shorter(maxInterval, remaining.minus(life.dividedBy(2))));
  }

  /**
   * How long to wait after that many failures in a row: anything up to a bound that doubles.
   *
   * @param remaining the life left of what is published; zero or less when nothing is
   * @param denied whether asking often cannot help
   */
  public Duration retryAfter(
      int failures, Duration remaining, boolean denied, RandomGenerator chance) {
    Duration bound =
        shorter(
            retryCap(remaining, denied), FIRST_RETRY.multipliedBy(1L << Math.min(20, failures)));
    return longer(FIRST_RETRY, Duration.ofMillis((long) (bound.toMillis() * chance.nextDouble())));
  }

  /**
   * The longest wait before a retry.
   *
   * @param remaining the life left of what is published; zero or less when nothing is
   */
  public Duration retryCap(Duration remaining, boolean denied) {
    boolean dead = remaining.isZero() || remaining.isNegative();
    if (remaining.compareTo(HURRY) < 0 && !(denied && dead)) {
      return HURRY_CAP;
    }
    return denied ? DENIED_CAP : RETRY_CAP;
  }

  /** How long to wait before a target is tried again. */
  public Duration republishAfter(int failures, RandomGenerator chance) {
    Duration bound = shorter(HURRY_CAP, FIRST_RETRY.multipliedBy(1L << Math.min(20, failures)));
    return longer(FIRST_RETRY, Duration.ofMillis((long) (bound.toMillis() * chance.nextDouble())));
  }

  static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}

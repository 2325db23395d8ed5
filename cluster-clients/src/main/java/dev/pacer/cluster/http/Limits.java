package dev.pacer.cluster.http;

import java.time.Duration;

/**
 * How long and how large a call may be.
 *
 * @param attempt one try, from connecting to the last byte; a trickling answer is cut here
 * @param total the whole call with all its tries and waits
 * @param silence without any byte from the peer
 * @param bodyBytes of the answer, after decompression
 */
public record Limits(Duration attempt, Duration total, Duration silence, long bodyBytes) {

  /** For ordinary answers: 30 s, 60 s, 20 s, 16 MiB. */
  public static final Limits ORDINARY =
      new Limits(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(20), 16L << 20);

  /** For long lists that are read as a stream: 60 s, 120 s, 20 s, 1 GiB. */
  public static final Limits LONG_LIST =
      new Limits(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(20), 1L << 30);

  /** Refuses limits that allow nothing. */
  public Limits {
    if (attempt.isNegative()
        || attempt.isZero()
        || total.isNegative()
        || total.isZero()
        || silence.isNegative()
        || silence.isZero()
        || bodyBytes <= 0) {
      throw new IllegalArgumentException(
          "limits must be above zero, were attempt=%s total=%s silence=%s bodyBytes=%d"
              .formatted(attempt, total, silence, bodyBytes));
    }
  }

  /**
   * For a stream that is meant never to end: no limit of time or size but the silence.
   *
   * @param silence without any byte, after which the stream counts as dead
   */
  public static Limits endless(Duration silence) {
    Duration ever = Duration.ofDays(3650);
    return new Limits(ever, ever, silence, Long.MAX_VALUE);
  }

  /** The same with another size. */
  public Limits withBodyBytes(long bytes) {
    return new Limits(attempt, total, silence, bytes);
  }
}

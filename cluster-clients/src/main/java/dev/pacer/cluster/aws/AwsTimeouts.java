package dev.pacer.cluster.aws;

import java.time.Duration;

/**
 * How long to wait for AWS.
 *
 * @param connect for a connection
 * @param silence for the next byte of a reply
 * @param call for a whole call, repeats of a read included
 */
public record AwsTimeouts(Duration connect, Duration silence, Duration call) {
  public static final AwsTimeouts USUAL =
      new AwsTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(20));

  public AwsTimeouts {
    requirePositive("connect", connect);
    requirePositive("silence", silence);
    requirePositive("call", call);
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be above 0, was " + duration);
    }
  }
}

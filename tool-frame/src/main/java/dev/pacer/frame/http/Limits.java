package dev.pacer.frame.http;

import java.time.Duration;

/**
 * How much the server takes and how long it waits.
 *
 * @param maxConnections open at once; beyond it an idle one is closed, or the new one is refused
 * @param maxStreams streamed replies at once (503 beyond), so that they cannot starve requests
 * @param maxHeadBytes request line and headers (431 beyond)
 * @param maxBodyBytes request body (413 beyond)
 * @param readTimeout for one request to arrive whole, from its first byte (408 beyond)
 * @param writeTimeout for the peer to take a piece of at most 64 KiB
 * @param idleTimeout between requests on one connection
 */
public record Limits(
    int maxConnections,
    int maxStreams,
    int maxHeadBytes,
    int maxBodyBytes,
    Duration readTimeout,
    Duration writeTimeout,
    Duration idleTimeout) {

  public Limits {
    if (maxConnections < 1 || maxStreams < 0 || maxStreams >= maxConnections) {
      throw new IllegalArgumentException(
          "need 0 <= maxStreams < maxConnections, was maxStreams=%d maxConnections=%d"
              .formatted(maxStreams, maxConnections));
    }
    if (maxHeadBytes < 512 || maxBodyBytes < 0) {
      throw new IllegalArgumentException(
          "need maxHeadBytes >= 512 and maxBodyBytes >= 0, was maxHeadBytes=%d maxBodyBytes=%d"
              .formatted(maxHeadBytes, maxBodyBytes));
    }
    requirePositive("readTimeout", readTimeout);
    requirePositive("writeTimeout", writeTimeout);
    requirePositive("idleTimeout", idleTimeout);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " must be above zero, was " + value);
    }
  }

  /** What a tool's own pages need: small requests, few peers. */
  public static Limits forTool() {
    return new Limits(
        64,
        16,
        16 * 1024,
        1024 * 1024,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }

  /** What a simulated Marathon, Mesos or AWS needs: many clients, large app definitions. */
  public static Limits forSimulator() {
    return new Limits(
        512,
        256,
        64 * 1024,
        32 * 1024 * 1024,
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Duration.ofMinutes(5));
  }
}

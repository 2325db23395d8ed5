package dev.pacer.registryauth.serve;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often one address may ask, so that a task in a loop does not keep the others out. Safe for
 * many threads.
 */
public final class RateLimit {
  /** More addresses than agents; the one that asked longest ago is forgotten. */
  private static final int ADDRESSES = 10_000;

  private final int perSecond;
  private final int burst;
  private final InstantSource clock;
  private final Map<InetAddress, Allowance> allowances = new LinkedHashMap<>(16, 0.75f, true);

  private record Allowance(double left, Instant at) {}

  /**
   * A limit.
   *
   * @param perSecond requests in the long run, at least 1
   * @param burst requests at once, at least 1
   */
  public RateLimit(int perSecond, int burst, InstantSource clock) {
    if (perSecond < 1 || burst < 1) {
      throw new IllegalArgumentException(
          "need at least 1 request per second and at once, was %d and %d"
              .formatted(perSecond, burst));
    }
    this.perSecond = perSecond;
    this.burst = burst;
    this.clock = clock;
  }

  synchronized boolean admit(InetAddress address) {
    Instant now = clock.instant();
    Allowance before = allowances.getOrDefault(address, new Allowance(burst, now));
    // A clock that was set back gives nothing and takes nothing.
    double seconds = Math.max(0, Duration.between(before.at(), now).toMillis() / 1_000.0);
    double left = Math.min(burst, before.left() + seconds * perSecond);
    boolean admitted = left >= 1;
    allowances.put(address, new Allowance(admitted ? left - 1 : left, now));
    if (allowances.size() > ADDRESSES) {
      allowances.remove(allowances.keySet().iterator().next());
    }
    return admitted;
  }
}

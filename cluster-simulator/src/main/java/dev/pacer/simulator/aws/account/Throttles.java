package dev.pacer.simulator.aws.account;

import dev.pacer.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Token buckets, per service or per action; without a rate nothing is throttled. */
public final class Throttles {

  /** How many calls may come at once, and how many per simulated second in the long run. */
  public record Rate(int burst, double perSecond) {
    public Rate {
      if (burst < 1 || !(perSecond > 0)) {
        throw new IllegalArgumentException(
            "need burst >= 1 and perSecond > 0, was %d and %s".formatted(burst, perSecond));
      }
    }
  }

  private static final class Bucket {
    private final Rate rate;
    private double tokens;
    private Instant filledAt;

    private Bucket(Rate rate, Instant now) {
      this.rate = rate;
      this.tokens = rate.burst();
      this.filledAt = now;
    }
  }

  private final Simulation simulation;
  private final Map<String, Bucket> buckets = new HashMap<>();

  /** Keys are a service ({@code ec2}) or an action ({@code autoscaling:SetDesiredCapacity}). */
  public Throttles(Simulation simulation, Map<String, Rate> rates) {
    this.simulation = simulation;
    rates.forEach(this::set);
  }

  /** Sets a rate from now on, with a full bucket. */
  public void set(String key, Rate rate) {
    buckets.put(key, new Bucket(rate, simulation.instant()));
  }

  /** Lifts a rate. */
  public void lift(String key) {
    buckets.remove(key);
  }

  /** Takes a token of the action's bucket, else of the service's; false when there is none left. */
  public boolean admits(String service, String action) {
    if (buckets.isEmpty()) {
      return true;
    }
    @Nullable Bucket bucket = buckets.get(service + ":" + action);
    if (bucket == null) {
      bucket = buckets.get(service);
    }
    return bucket == null || take(bucket);
  }

  private boolean take(Bucket bucket) {
    Instant now = simulation.instant();
    Duration since = simulation.unscaled(Duration.between(bucket.filledAt, now));
    bucket.filledAt = now;
    bucket.tokens =
        Math.min(
            bucket.rate.burst(), bucket.tokens + since.toNanos() / 1e9 * bucket.rate.perSecond());
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens -= 1;
    return true;
  }
}

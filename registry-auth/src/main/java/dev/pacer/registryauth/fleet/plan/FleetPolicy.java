package dev.pacer.registryauth.fleet.plan;

import dev.pacer.cluster.marathon.AppId;
import java.time.Duration;

/**
 * How the app is kept.
 *
 * @param app the per-agent app
 * @param most instances at the most
 * @param settle how long an agent must be gone before its instance is let go, and at least between
 *     two changes
 * @param trust how long a loss of more than half of the agents must last until it is believed; the
 *     time that agents have to come back to a new leader
 * @param lockPatience how long a deployment that cannot end may lock the app before it is abandoned
 *     to let an instance go
 */
public record FleetPolicy(
    AppId app, int most, Duration settle, Duration trust, Duration lockPatience) {

  public FleetPolicy {
    if (most < 1) {
      throw new IllegalArgumentException("need room for at least 1 instance, was " + most);
    }
  }

  /** 60 s between changes, 10 min of doubt and of patience, at most 10,000 instances. */
  public static FleetPolicy usual(AppId app) {
    return new FleetPolicy(
        app, 10_000, Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofMinutes(10));
  }
}

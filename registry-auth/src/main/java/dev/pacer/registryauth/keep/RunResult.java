package dev.pacer.registryauth.keep;

import java.time.Duration;
import java.time.Instant;

/** What a single run came to. */
public enum RunResult {
  /** All is fresh and published. */
  WELL,
  /** Something failed, and all that is published is still valid. */
  STILL_VALID,
  /** Something is expired, missing, or will be over before the next run. */
  LAPSING;

  /**
   * Judges it.
   *
   * @param nextRun from now to the next run
   */
  public static RunResult of(KeeperView view, Duration nextRun) {
    Instant until = view.at().plus(nextRun);
    boolean lapsing =
        view.registries().stream()
            .anyMatch(
                registry ->
                    !registry.alive()
                        || registry.expiresAt().map(end -> !end.isAfter(until)).orElse(false));
    boolean neverPublished =
        view.targets().stream().anyMatch(place -> place.publishedAt().isEmpty());
    if (lapsing || neverPublished) {
      return LAPSING;
    }
    boolean failed =
        view.registries().stream().anyMatch(registry -> registry.trouble().isPresent())
            || view.targets().stream().anyMatch(place -> !place.current());
    return failed ? STILL_VALID : WELL;
  }
}

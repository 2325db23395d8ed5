package dev.pacer.cluster.mesos;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to drain an agent.
 *
 * @param maxGrace caps the tasks' kill policies where the executor obeys (M6); null: no cap
 * @param markGone mark the agent gone when drained; irreversible, destroys volumes
 */
public record DrainOrder(@Nullable Duration maxGrace, boolean markGone) {
  public DrainOrder {
    if (maxGrace != null && maxGrace.isNegative()) {
      throw new IllegalArgumentException("maxGrace must not be negative, was " + maxGrace);
    }
  }
}

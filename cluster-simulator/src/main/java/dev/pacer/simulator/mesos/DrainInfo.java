package dev.pacer.simulator.mesos;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent's drain.
 *
 * @param maxGrace null when none was given
 * @param startedAt the moment of the call
 */
public record DrainInfo(
    boolean drained, @Nullable Duration maxGrace, boolean markGone, Instant startedAt) {
  DrainInfo done() {
    return new DrainInfo(true, maxGrace, markGone, startedAt);
  }
}

package dev.pacer.cluster.mesos;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An agent's drain as the master reports it.
 *
 * @param maxGrace as read back, so that a period that was lost on the way shows (M5); null: none
 *     given
 * @param markGone whether the agent is marked gone once drained
 * @param startedAt when the master took the call; null when not told
 */
public record Drain(
    State state, @Nullable Duration maxGrace, boolean markGone, @Nullable Instant startedAt) {
  /** How far it is; DRAINING may last for ever though nothing is left (M7). */
  public enum State {
    DRAINING,
    DRAINED,
    /** A state this version does not know. */
    OTHER
  }

  public Drain {
    Objects.requireNonNull(state, "state");
  }
}

package dev.pacer.cluster.mesos;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the master thinks of a registered agent.
 *
 * @param active offers are made: connected, and neither deactivated nor draining
 * @param deactivated an operator (or drain) took it out of service
 * @param drain null when no drain was asked for
 * @param registeredAt renewed by removals and leader changes: not an age (M17)
 */
public record AgentStatus(
    boolean active,
    boolean deactivated,
    @Nullable Drain drain,
    @Nullable Instant registeredAt,
    @Nullable Instant reregisteredAt) {

  /** Whether its connection is lost: neither active nor out of service by an operator's word. */
  public boolean disconnected() {
    return !active && !deactivated;
  }
}

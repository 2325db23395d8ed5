package dev.pacer.cluster.mesos;

import java.util.Objects;

/** What the master said to a call that changes something, with its own words in {@code detail}. */
public record CallOutcome(Result result, String detail) {
  /** The answers of the reference, 6.2, 7.1 and 7.3. */
  public enum Result {
    /** Taken, which proves nothing: read the effect back (M10, M16). */
    ACCEPTED,
    /** The master never knew that agent, or it is gone. */
    UNKNOWN_AGENT,
    /** REACTIVATE of an agent that is active or unknown. */
    NOT_DEACTIVATED,
    /** REACTIVATE of an agent that is DRAINING: wait for DRAINED (M8). */
    STILL_DRAINING,
    /** DRAIN of an agent whose machine is in the maintenance schedule (M9). */
    IN_MAINTENANCE_SCHEDULE,
    /** DRAIN of an agent without the capability. */
    NOT_CAPABLE,
    /**
     * REACTIVATE of a deactivated agent that is unreachable or recovered: an error, and undone all
     * the same by the source; read it back.
     */
    AWAY,
    /** The agent is just being marked gone, removed or made unreachable: ask again later. */
    IN_TRANSITION,
    /** A machine is not in the state that the call needs. */
    WRONG_MACHINE_STATE,
    /** Credentials missing, wrong, or not allowed to do this. */
    FORBIDDEN,
    /** Another refusal; nothing changed. */
    REFUSED,
    /** There was no leader to send it to; nothing changed. */
    NOT_SENT,
    /** Sent, and no answer came: it may have happened. Look before sending it again. */
    UNKNOWN
  }

  public CallOutcome {
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(detail, "detail");
  }

  /** Whether the master took it. */
  public boolean accepted() {
    return result == Result.ACCEPTED;
  }
}

package dev.pacer.autoscaler.journal;

import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import java.time.Instant;

/**
 * How far the removal of an agent is (drain state machine, 4.4).
 *
 * @param since when it came into this state
 */
public record AgentDrain(
    String agent,
    String hostname,
    GroupName group,
    InstanceId instance,
    State state,
    Instant since) {

  /** The states in their order; every step from one to the next can be repeated. */
  public enum State {
    /** About to be deactivated, or asked to be. */
    CANDIDATE,
    /** Seen deactivated. */
    DEACTIVATED,
    /** Seen empty while deactivated. */
    EMPTY,
    /** Termination written down. */
    TERMINATING,
    /** Its machine is seen to end; it is to be marked gone. */
    GONE,
    /** About to be reactivated, or asked to be. */
    ABORTING
  }

  public AgentDrain in(State other, Instant at) {
    return other == state ? this : new AgentDrain(agent, hostname, group, instance, other, at);
  }
}

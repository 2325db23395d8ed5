package dev.pacer.simulator.aws.autoscaling;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a member stands in its group. {@code :Wait} and {@code :Proceed} are for lifecycle hooks.
 */
public enum LifecycleState {
  PENDING("Pending"),
  PENDING_WAIT("Pending:Wait"),
  PENDING_PROCEED("Pending:Proceed"),
  IN_SERVICE("InService"),
  ENTERING_STANDBY("EnteringStandby"),
  STANDBY("Standby"),
  DETACHING("Detaching"),
  DETACHED("Detached"),
  TERMINATING("Terminating"),
  TERMINATING_WAIT("Terminating:Wait"),
  TERMINATING_PROCEED("Terminating:Proceed"),
  TERMINATED("Terminated");

  private final String text;

  LifecycleState(String text) {
    this.text = text;
  }

  /** As AWS spells it. */
  public String text() {
    return text;
  }

  /** Counts towards the size of its group: on its way in, or in service. */
  public boolean counts() {
    return this == PENDING || this == PENDING_WAIT || this == PENDING_PROCEED || this == IN_SERVICE;
  }

  /** On its way out of the group or out of it: nothing else may be asked of it. */
  public boolean leaving() {
    return compareTo(DETACHING) >= 0;
  }

  /** The states that may follow this one. */
  public Set<LifecycleState> next() {
    return switch (this) {
      case PENDING -> EnumSet.of(PENDING_WAIT, IN_SERVICE, TERMINATING);
      case PENDING_WAIT -> EnumSet.of(PENDING_PROCEED, TERMINATING);
      case PENDING_PROCEED -> EnumSet.of(IN_SERVICE, TERMINATING);
      case IN_SERVICE -> EnumSet.of(ENTERING_STANDBY, DETACHING, TERMINATING);
      case ENTERING_STANDBY -> EnumSet.of(STANDBY, TERMINATING);
      case STANDBY -> EnumSet.of(PENDING, DETACHING, TERMINATING);
      case DETACHING -> EnumSet.of(DETACHED);
      case TERMINATING -> EnumSet.of(TERMINATING_WAIT, TERMINATED);
      case TERMINATING_WAIT -> EnumSet.of(TERMINATING_PROCEED);
      case TERMINATING_PROCEED -> EnumSet.of(TERMINATED);
      case DETACHED, TERMINATED -> EnumSet.noneOf(LifecycleState.class);
    };
  }
}

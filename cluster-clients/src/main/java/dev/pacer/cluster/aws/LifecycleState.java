package dev.pacer.cluster.aws;

/**
 * Where an instance stands in its group, as AWS spells it; a state unknown to us is kept and is not
 * in service.
 *
 * <p>It is not the EC2 state: an instance held in {@code Terminating:Wait} still runs.
 */
public record LifecycleState(String text) {
  public static final LifecycleState PENDING = new LifecycleState("Pending");
  public static final LifecycleState PENDING_WAIT = new LifecycleState("Pending:Wait");
  public static final LifecycleState PENDING_PROCEED = new LifecycleState("Pending:Proceed");
  public static final LifecycleState IN_SERVICE = new LifecycleState("InService");
  public static final LifecycleState ENTERING_STANDBY = new LifecycleState("EnteringStandby");
  public static final LifecycleState STANDBY = new LifecycleState("Standby");
  public static final LifecycleState DETACHING = new LifecycleState("Detaching");
  public static final LifecycleState DETACHED = new LifecycleState("Detached");
  public static final LifecycleState TERMINATING = new LifecycleState("Terminating");
  public static final LifecycleState TERMINATING_WAIT = new LifecycleState("Terminating:Wait");
  public static final LifecycleState TERMINATING_PROCEED =
      new LifecycleState("Terminating:Proceed");
  public static final LifecycleState TERMINATED = new LifecycleState("Terminated");

  public LifecycleState {
    Texts.requireText("lifecycle state", text);
  }

  /** Only {@code InService} itself; every other state, known or not, is no. */
  public boolean inService() {
    return equals(IN_SERVICE);
  }

  /** On its way in, held by a launch hook or not: it counts as arriving. */
  public boolean pending() {
    return isOrStartsWith("Pending");
  }

  /**
   * On its way out, held or retained or gone; it no longer counts towards the size of the group.
   */
  public boolean leaving() {
    return isOrStartsWith("Terminating") || equals(TERMINATED);
  }

  public boolean standby() {
    return equals(STANDBY) || equals(ENTERING_STANDBY);
  }

  public boolean detaching() {
    return equals(DETACHING) || equals(DETACHED);
  }

  /** Held by a lifecycle hook until the hook is completed or times out. */
  public boolean heldByHook() {
    return text.endsWith(":Wait");
  }

  private boolean isOrStartsWith(String stem) {
    return text.equals(stem) || text.startsWith(stem + ":");
  }

  @Override
  public String toString() {
    return text;
  }
}

package dev.pacer.cluster.mesos;

/** The states of a task; {@code state} of a task rules, not its last status. */
public enum TaskState {
  STAGING(false),
  STARTING(false),
  RUNNING(false),
  KILLING(false),
  FINISHED(true),
  FAILED(true),
  KILLED(true),
  ERROR(true),
  LOST(true),
  DROPPED(true),
  UNREACHABLE(false),
  GONE(true),
  GONE_BY_OPERATOR(true),
  /** The master knows nothing of it, or it is a state this version does not know. */
  UNKNOWN(false);

  private final boolean terminal;

  TaskState(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether it can never run again under this id. */
  public boolean terminal() {
    return terminal;
  }
}

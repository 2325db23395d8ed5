package dev.pacer.simulator.offer;

/** Mesos' task states; wire names are {@code TASK_} plus these. */
public enum TaskState {
  STAGING(false),
  STARTING(false),
  RUNNING(false),
  KILLING(false),
  UNREACHABLE(false),
  UNKNOWN(false),
  KILLED(true),
  FAILED(true),
  FINISHED(true),
  ERROR(true),
  LOST(true),
  GONE(true),
  GONE_BY_OPERATOR(true),
  DROPPED(true);

  private final boolean terminal;

  TaskState(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether a task in this state never runs again. */
  public boolean terminal() {
    return terminal;
  }

  public String wireName() {
    return "TASK_" + name();
  }
}

package dev.pacer.cluster.marathon;

/** The state of a task as Mesos names it, without {@code TASK_}. */
public enum TaskState {
  STAGING,
  STARTING,
  RUNNING,
  KILLING,
  KILLED,
  FINISHED,
  FAILED,
  ERROR,
  LOST,
  DROPPED,
  UNREACHABLE,
  GONE,
  GONE_BY_OPERATOR,
  UNKNOWN,
  /** A state that we do not know. */
  UNRECOGNISED;

  /** Reads {@code TASK_RUNNING}. */
  public static TaskState parse(String wire) {
    for (TaskState state : values()) {
      if (state != UNRECOGNISED && wire.equals("TASK_" + state.name())) {
        return state;
      }
    }
    return UNRECOGNISED;
  }

  /** Whether the task is over, so that what Marathon lists is a memory of it. */
  public boolean isTerminal() {
    return switch (this) {
      case KILLED, FINISHED, FAILED, ERROR, LOST, DROPPED, GONE, GONE_BY_OPERATOR -> true;
      default -> false;
    };
  }

  /** Whether the task takes resources of an agent that is known to be there. */
  public boolean isAlive() {
    return switch (this) {
      case STAGING, STARTING, RUNNING, KILLING -> true;
      default -> false;
    };
  }
}

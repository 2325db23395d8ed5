package dev.pacer.simulator.marathon.instance;

import dev.pacer.simulator.offer.TaskState;
import java.util.List;

/** The condition of an instance out of the states of its tasks. */
final class Conditions {

  /** The first of these that a task is in is the instance's. */
  private static final List<Condition> ORDER =
      List.of(
          Condition.PROVISIONED,
          Condition.ERROR,
          Condition.FAILED,
          Condition.GONE,
          Condition.DROPPED,
          Condition.UNREACHABLE,
          Condition.KILLING,
          Condition.STAGING,
          Condition.STARTING,
          Condition.RUNNING,
          Condition.UNKNOWN,
          Condition.KILLED,
          Condition.FINISHED);

  private Conditions() {}

  static Condition of(List<TaskEntry> tasks, Condition before) {
    if (tasks.isEmpty()) {
      return before;
    }
    boolean allOver = tasks.stream().allMatch(TaskEntry::terminal);
    for (Condition condition : ORDER) {
      for (TaskEntry task : tasks) {
        Condition own = of(task);
        if (own == condition) {
          // A pod is over only when its last container is.
          if (own.terminal() && !allOver) {
            continue;
          }
          if (own == Condition.PROVISIONED && tasks.stream().anyMatch(t -> t.state() != null)) {
            continue;
          }
          return own == Condition.UNREACHABLE && before == Condition.UNREACHABLE_INACTIVE
              ? before
              : own;
        }
      }
    }
    return before;
  }

  private static Condition of(TaskEntry task) {
    TaskState state = task.state();
    if (state == null) {
      return Condition.PROVISIONED;
    }
    return switch (state) {
      case STAGING -> Condition.STAGING;
      case STARTING -> Condition.STARTING;
      case RUNNING -> Condition.RUNNING;
      case KILLING -> Condition.KILLING;
      case UNREACHABLE -> Condition.UNREACHABLE;
      case KILLED -> Condition.KILLED;
      case FAILED -> Condition.FAILED;
      case FINISHED -> Condition.FINISHED;
      case ERROR -> Condition.ERROR;
      case LOST, GONE, GONE_BY_OPERATOR -> Condition.GONE;
      case DROPPED -> Condition.DROPPED;
      case UNKNOWN -> Condition.UNKNOWN;
    };
  }
}

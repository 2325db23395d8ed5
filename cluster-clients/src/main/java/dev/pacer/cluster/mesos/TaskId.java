package dev.pacer.cluster.mesos;

/** A task, as its framework named it; unique within that framework only. */
public record TaskId(String value) implements Comparable<TaskId> {
  public TaskId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("task id must not be empty");
    }
  }

  @Override
  public int compareTo(TaskId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

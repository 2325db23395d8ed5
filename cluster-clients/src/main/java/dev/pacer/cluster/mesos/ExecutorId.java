package dev.pacer.cluster.mesos;

/** An executor, as its framework named it; unique within that framework and agent only. */
public record ExecutorId(String value) implements Comparable<ExecutorId> {
  public ExecutorId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("executor id must not be empty");
    }
  }

  @Override
  public int compareTo(ExecutorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

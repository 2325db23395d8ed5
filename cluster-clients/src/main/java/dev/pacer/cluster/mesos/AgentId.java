package dev.pacer.cluster.mesos;

/**
 * An agent: {@code <id of the master that first registered it>-S<n>}; survives restarts and leader
 * changes.
 */
public record AgentId(String value) implements Comparable<AgentId> {
  public AgentId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("agent id must not be empty");
    }
  }

  @Override
  public int compareTo(AgentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

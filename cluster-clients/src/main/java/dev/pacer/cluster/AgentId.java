package dev.pacer.cluster;

/**
 * The id that a Mesos master gave an agent, such as {@code 31d4e163-…-S0}; an agent that was marked
 * gone or unreachable and registers anew gets another one.
 */
public record AgentId(String value) implements Comparable<AgentId> {

  /** An id as Mesos and Marathon write it. */
  public AgentId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an agent id must not be empty");
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

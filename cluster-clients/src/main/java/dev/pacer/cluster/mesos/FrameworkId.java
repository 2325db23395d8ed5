package dev.pacer.cluster.mesos;

/** A framework, as the master named it at its first registration. */
public record FrameworkId(String value) implements Comparable<FrameworkId> {
  public FrameworkId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("framework id must not be empty");
    }
  }

  @Override
  public int compareTo(FrameworkId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

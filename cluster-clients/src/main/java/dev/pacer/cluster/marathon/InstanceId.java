package dev.pacer.cluster.marathon;

/**
 * The id of an instance of an app or pod, such as {@code ops_web.instance-d5564ac0-…}; it stays
 * when the instance is killed and launched again, and changes with the app's configuration.
 */
public record InstanceId(String value) implements Comparable<InstanceId> {

  /** An id as Marathon writes it. */
  public InstanceId {
    if (value.isBlank() || value.length() > 1_000) {
      throw new IllegalArgumentException("an instance id must have 1 to 1000 characters");
    }
  }

  @Override
  public int compareTo(InstanceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

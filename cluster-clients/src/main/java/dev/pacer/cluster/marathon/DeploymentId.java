package dev.pacer.cluster.marathon;

/** The id of a deployment, a uuid in text. */
public record DeploymentId(String value) implements Comparable<DeploymentId> {

  /** An id as Marathon writes it. */
  public DeploymentId {
    if (!value.matches("[0-9A-Za-z._-]{1,100}")) {
      throw new IllegalArgumentException(
          "a deployment id is a uuid, was a text of " + value.length() + " characters");
    }
  }

  @Override
  public int compareTo(DeploymentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

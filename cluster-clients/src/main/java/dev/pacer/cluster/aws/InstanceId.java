package dev.pacer.cluster.aws;

/** The id of an EC2 instance, such as {@code i-0aaaaaaaaaaaaaaa1}. */
public record InstanceId(String text) implements Comparable<InstanceId> {
  public InstanceId {
    Texts.requireText("instance id", text);
  }

  @Override
  public int compareTo(InstanceId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

package dev.pacer.cluster.aws;

/**
 * The name of an EC2 instance type, such as {@code m5.xlarge}; its size is in {@link
 * InstanceTypeFacts}.
 */
public record InstanceType(String text) implements Comparable<InstanceType> {
  public InstanceType {
    Texts.requireText("instance type", text);
  }

  @Override
  public int compareTo(InstanceType other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

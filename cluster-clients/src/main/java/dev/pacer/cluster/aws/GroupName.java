package dev.pacer.cluster.aws;

/** The name of an Auto Scaling group, unique within one account and region. */
public record GroupName(String text) implements Comparable<GroupName> {
  public GroupName {
    Texts.requireText("group name", text);
  }

  @Override
  public int compareTo(GroupName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

package dev.pacer.cluster.aws;

/** The name of an availability zone, such as {@code us-east-1a}. */
public record Zone(String text) implements Comparable<Zone> {
  public Zone {
    Texts.requireText("zone", text);
  }

  @Override
  public int compareTo(Zone other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

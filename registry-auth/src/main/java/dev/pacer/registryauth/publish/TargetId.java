package dev.pacer.registryauth.publish;

import java.util.regex.Pattern;

/** A target's name in the configuration; safe in paths, logs and labels. */
public record TargetId(String name) implements Comparable<TargetId> {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** A name of 1 to 64 letters, digits, dots, dashes and underscores. */
  public TargetId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a target's name must be 1 to 64 letters, digits, dots, dashes or underscores");
    }
  }

  @Override
  public int compareTo(TargetId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}

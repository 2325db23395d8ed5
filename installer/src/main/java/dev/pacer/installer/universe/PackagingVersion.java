package dev.pacer.installer.universe;

import java.util.Optional;

/** The format a revision is written in. */
public enum PackagingVersion {
  V2("2.0", 2),
  V3("3.0", 3),
  V4("4.0", 4),
  V5("5.0", 5);

  private final String text;
  private final int major;

  PackagingVersion(String text, int major) {
    this.text = text;
    this.major = major;
  }

  /** As {@code packagingVersion} says it. */
  public String text() {
    return text;
  }

  /** The number in {@code vN} of a definition's content type. */
  public int major() {
    return major;
  }

  /** The version written so, if there is one. */
  public static Optional<PackagingVersion> find(String text) {
    for (PackagingVersion version : values()) {
      if (version.text.equals(text)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }
}

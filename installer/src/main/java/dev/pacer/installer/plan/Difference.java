package dev.pacer.installer.plan;

/**
 * One place where definitions differ.
 *
 * @param path such as {@code env.HEAP}; for apps of a group it begins with the app's id
 * @param before as JSON; empty where it is new
 * @param after as JSON; empty where it goes
 */
public record Difference(String path, String before, String after) {
  private static final int LONGEST = 50;

  /** One line. */
  @Override
  public String toString() {
    if (before.isEmpty()) {
      return "+ %s: %s".formatted(path, cut(after));
    }
    if (after.isEmpty()) {
      return "- %s: %s".formatted(path, cut(before));
    }
    return "~ %s: %s -> %s".formatted(path, cut(before), cut(after));
  }

  private static String cut(String value) {
    return value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
  }
}

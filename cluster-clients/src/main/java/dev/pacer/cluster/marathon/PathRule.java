package dev.pacer.cluster.marathon;

import java.util.regex.Pattern;

/** What Marathon allows in an absolute path (marathon.md 4.1). */
final class PathRule {

  private static final Pattern PATH = Pattern.compile("/|(/[a-z0-9]([a-z0-9.-]*[a-z0-9])?)+");

  private PathRule() {}

  static void check(String what, String path) {
    if (path.length() > 1_000 || !PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          what
              + " must be an absolute path of segments of a-z, 0-9, '-' and '.', such as /shop/web,"
              + " was \""
              + (path.length() > 100 ? path.substring(0, 100) + "…" : path)
              + "\"");
    }
  }
}

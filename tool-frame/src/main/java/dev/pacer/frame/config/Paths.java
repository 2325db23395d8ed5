package dev.pacer.frame.config;

import java.util.regex.Pattern;

/** How a place in a file is written in a message. */
final class Paths {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");
  private static final int MAX_SHOWN = 60;

  private Paths() {}

  static String child(String parent, String key) {
    String shown = PLAIN.matcher(key).matches() ? key : shown(key);
    return parent.isEmpty() ? shown : parent + "." + shown;
  }

  /** A value in quotes, cut, with nothing that could change a terminal. */
  static String shown(String text) {
    StringBuilder safe = new StringBuilder("\"");
    int count = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int c = text.codePointAt(at);
      if (count++ == MAX_SHOWN) {
        return safe.append("…\"").toString();
      }
      if (Character.isISOControl(c)
          || Character.getType(c) == Character.FORMAT
          || Character.getType(c) == Character.SURROGATE) {
        safe.append("\\u%04x".formatted(c));
      } else {
        safe.appendCodePoint(c);
      }
    }
    return safe.append('"').toString();
  }
}

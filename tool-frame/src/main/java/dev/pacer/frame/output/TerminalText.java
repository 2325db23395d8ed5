package dev.pacer.frame.output;

/**
 * Text as a terminal shows it: how wide it is, and how to keep names that others chose from moving
 * the cursor, changing colours or turning the line around.
 */
public final class TerminalText {
  private TerminalText() {}

  /** The text with everything that is not simply shown written as an escape. */
  public static String safe(String text) {
    StringBuilder safe = null;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      if (isShown(c)) {
        if (safe != null) {
          safe.appendCodePoint(c);
        }
      } else {
        if (safe == null) {
          safe = new StringBuilder(text.substring(0, at));
        }
        safe.append(
            switch (c) {
              case '\n' -> "\\n";
              case '\r' -> "\\r";
              case '\t' -> "\\t";
              default -> c < 256 ? "\\x%02x".formatted(c) : "\\u{%x}".formatted(c);
            });
      }
      at = next;
    }
    return safe == null ? text : safe.toString();
  }

  private static boolean isShown(int c) {
    if (c < 0x7f) {
      return c >= 0x20;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT, // bidirectional overrides and other invisible things
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** How many columns a terminal needs for it. */
  public static int width(String text) {
    int width = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      width += width(text.codePointAt(at));
    }
    return width;
  }

  private static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  /** East Asian wide and fullwidth characters and emoji (Unicode's annex 11, by blocks). */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0x303e)
        || (c >= 0x3041 && c <= 0xa4cf)
        || (c >= 0xa960 && c <= 0xa97f)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1f64f)
        || (c >= 0x1f680 && c <= 0x1f6ff)
        || (c >= 0x1f900 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }

  /** The text in at most so many columns; what is cut off shows as an ellipsis. */
  public static String cut(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int width = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int c = text.codePointAt(at);
      if (width + width(c) > columns - 1) {
        break;
      }
      kept.appendCodePoint(c);
      width += width(c);
    }
    return columns < 1 ? "" : kept.toString().stripTrailing() + "…";
  }
}

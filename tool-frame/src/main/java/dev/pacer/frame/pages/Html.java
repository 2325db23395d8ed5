package dev.pacer.frame.pages;

/** Text within HTML. */
public final class Html {
  private Html() {}

  /** The text so that it is only text, in an element or in a quoted attribute. */
  public static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '`' -> safe.append("&#96;");
        default -> safe.append(c < 0x20 && c != '\n' && c != '\t' ? '\ufffd' : c);
      }
    }
    return safe.toString();
  }
}

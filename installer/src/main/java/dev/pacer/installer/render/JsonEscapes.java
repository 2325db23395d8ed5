package dev.pacer.installer.render;

/** Text as it stands inside a JSON string, written as Cosmos' JSON library writes it. */
final class JsonEscapes {
  private JsonEscapes() {}

  /** Escaped, without quotes. Slashes, markup and what is not ASCII stay as they are. */
  static String escape(String text) {
    StringBuilder escaped = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c != '"' && c != '\\' && (c < 0x7f || c > 0x9f);
      if (plain) {
        if (escaped != null) {
          escaped.append(c);
        }
        continue;
      }
      if (escaped == null) {
        escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      switch (c) {
        case '"' -> escaped.append("\\\"");
        case '\\' -> escaped.append("\\\\");
        case '\b' -> escaped.append("\\b");
        case '\f' -> escaped.append("\\f");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> escaped.append("\\u%04x".formatted((int) c));
      }
    }
    return escaped == null ? text : escaped.toString();
  }
}

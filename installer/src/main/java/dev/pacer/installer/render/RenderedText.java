package dev.pacer.installer.render;

import java.io.Writer;

/**
 * What a template has printed so far. Knows whether that ends inside a JSON string, and refuses to
 * grow without end.
 */
final class RenderedText extends Writer {
  /** No app's JSON comes near it; Marathon refuses less. */
  private static final int MOST_CHARACTERS = 16 << 20;

  private final StringBuilder text = new StringBuilder(8_192);
  private boolean inString;
  private boolean escaped;

  @Override
  public void write(char[] characters, int offset, int length) {
    if (text.length() + length > MOST_CHARACTERS) {
      throw new TemplateException("it prints more than %d characters".formatted(MOST_CHARACTERS));
    }
    text.append(characters, offset, length);
    for (int i = offset; i < offset + length; i++) {
      char c = characters[i];
      if (escaped) {
        escaped = false;
      } else if (inString && c == '\\') {
        escaped = true;
      } else if (c == '"') {
        inString = !inString;
      }
    }
  }

  boolean inString() {
    return inString;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}

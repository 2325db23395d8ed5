package dev.pacer.frame.output;

/**
 * Colours words where colour is wanted. Colour only repeats what the words say already.
 *
 * @param colour whether to colour at all
 */
public record Palette(boolean colour) {
  private static final String END = "\u001b[0m";

  public String good(String text) {
    return wrap("\u001b[32m", text);
  }

  public String warn(String text) {
    return wrap("\u001b[33m", text);
  }

  public String bad(String text) {
    return wrap("\u001b[31m", text);
  }

  public String strong(String text) {
    return wrap("\u001b[1m", text);
  }

  public String faint(String text) {
    return wrap("\u001b[2m", text);
  }

  private String wrap(String start, String text) {
    return colour && !text.isEmpty() ? start + text + END : text;
  }
}

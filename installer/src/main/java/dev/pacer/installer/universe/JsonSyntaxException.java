package dev.pacer.installer.universe;

/** A text is not JSON. The message says why, without the text itself, which may hold secrets. */
public final class JsonSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  public JsonSyntaxException(String message, int line, int column) {
    super(line > 0 ? "%s (line %d, column %d)".formatted(message, line, column) : message);
    this.line = line;
    this.column = column;
  }

  /** From 1; 0 where it is not known. */
  public int line() {
    return line;
  }

  /** From 1; 0 where it is not known. */
  public int column() {
    return column;
  }
}

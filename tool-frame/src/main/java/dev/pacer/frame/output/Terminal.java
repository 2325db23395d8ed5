package dev.pacer.frame.output;

/**
 * What is known of where a stream ends.
 *
 * @param live whether it is a terminal, where lines can be drawn again
 * @param columns how wide it is; 80 where nobody said
 * @param colour whether colour may be used
 */
public record Terminal(boolean live, int columns, boolean colour) {
  /** The width used where none is known, and for files and pipes. */
  public static final int USUAL_COLUMNS = 80;

  /** No terminal: a file or a pipe. */
  public static Terminal plain() {
    return new Terminal(false, USUAL_COLUMNS, false);
  }

  public Terminal {
    columns = Math.max(20, Math.min(columns, 1000));
  }

  public Palette palette() {
    return new Palette(colour);
  }
}

package dev.pacer.frame.config;

/**
 * One thing wrong with a configuration file.
 *
 * @param path where, e.g. {@code pools[0].min}; empty for the whole file
 * @param message what is wrong, beginning in lower case
 * @param line the line in the file from 1, or 0 where there is none
 */
public record Problem(String path, String message, int line) {

  /** The form that people read, e.g. {@code pools[0].min: must not be above max (9 > 4)}. */
  @Override
  public String toString() {
    String where = line > 0 ? " (line " + line + ")" : "";
    return (path.isEmpty() ? "" : path + ": ") + message + where;
  }
}

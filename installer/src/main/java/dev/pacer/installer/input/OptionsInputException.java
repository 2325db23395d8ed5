package dev.pacer.installer.input;

/**
 * An options file, or a single value, cannot be read; one line that names it, says where and why.
 */
public final class OptionsInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OptionsInputException(String message) {
    super(message);
  }
}

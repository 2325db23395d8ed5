package dev.pacer.installer.universe;

/**
 * A repository as a whole cannot be used; the message is one line that names it, says what is wrong
 * and what to do.
 */
public final class BadRepositoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadRepositoryException(String message) {
    super(message);
  }
}

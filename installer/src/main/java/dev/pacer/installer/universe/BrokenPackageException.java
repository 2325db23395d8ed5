package dev.pacer.installer.universe;

/** A package's own files are wrong; the message is one line that names it and says how. */
public final class BrokenPackageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokenPackageException(String message) {
    super(message);
  }
}

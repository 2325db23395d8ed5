package dev.pacer.autoscaler.journal;

/** The journal could not be read or written: nothing may be done that it does not know of. */
public final class JournalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JournalException(String message) {
    super(message);
  }

  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}

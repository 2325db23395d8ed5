package dev.pacer.cluster.time;

/** The thread was asked to stop while it waited; whoever owns the thread ends its work. */
public final class PauseInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A pause that ended early. */
  public PauseInterruptedException(InterruptedException cause) {
    super("asked to stop while waiting", cause);
  }
}

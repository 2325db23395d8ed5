package dev.pacer.cluster.mesos;

import org.jspecify.annotations.Nullable;

/**
 * A question that Mesos did not answer; the message says what was asked, what came and what to do.
 */
public final class MesosException extends RuntimeException {
  /** What kind of failure it is, for retries and the exit code. */
  public enum Kind {
    /** No master leads just now, or the one named as leader does not answer (M3). */
    NO_LEADER,
    /** Nobody answered in time, or the connection broke. */
    UNREACHABLE,
    /** Credentials missing or wrong, or not allowed. */
    FORBIDDEN,
    /** The question was refused. */
    REFUSED,
    /** The answer is not what Mesos sends: HTML, cut short, too large, or of another shape. */
    UNREADABLE
  }

  private final Kind kind;

  public MesosException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}

package dev.pacer.cluster.zookeeper;

import org.jspecify.annotations.Nullable;

/**
 * A record could not be read: ZooKeeper is out of reach, refuses access, or holds something
 * foreign.
 */
public final class StoreException extends RuntimeException {
  /** What kind of failure it is, for the exit code. */
  public enum Kind {
    /** Nobody answered in time, or the connection broke. */
    UNREACHABLE,
    /** The credentials do not open the record. */
    REFUSED,
    /** The record is not one of ours, or too large. */
    UNREADABLE
  }

  private final Kind kind;

  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}

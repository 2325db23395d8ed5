package dev.pacer.cluster;

import org.jspecify.annotations.Nullable;

/**
 * No usable answer came: no connection, no trust, no reply in time, or an answer that says nobody
 * is in charge (a 5xx with an empty body, 502, 503).
 */
public final class PeerUnreachableException extends PeerException {

  private static final long serialVersionUID = 1L;

  /** A call that nobody answered. */
  public PeerUnreachableException(FailedCall call, @Nullable Throwable cause) {
    super(call, cause);
  }
}

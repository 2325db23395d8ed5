package dev.pacer.cluster;

import org.jspecify.annotations.Nullable;

/**
 * An answer came that is not what the protocol promises: HTML instead of JSON, a cut or malformed
 * body, one beyond the size limit, a redirect loop, a 500 with a message.
 */
public final class PeerAnswerException extends PeerException {

  private static final long serialVersionUID = 1L;

  /** A call whose answer makes no sense. */
  public PeerAnswerException(FailedCall call, @Nullable Throwable cause) {
    super(call, cause);
  }
}

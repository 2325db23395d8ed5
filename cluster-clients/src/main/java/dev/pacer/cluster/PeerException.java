package dev.pacer.cluster;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A call to a server of the cluster failed. The message is one line: what was sent, what came back,
 * what to do; never a secret.
 *
 * <p>The kind decides what a command exits with: {@link PeerUnreachableException} is 4 (cluster
 * unreachable), {@link PeerRefusedException} is 5 (refused), {@link PeerAnswerException} is 1
 * (failed).
 */
public abstract sealed class PeerException extends RuntimeException
    permits PeerUnreachableException, PeerRefusedException, PeerAnswerException {

  private static final long serialVersionUID = 1L;

  private final FailedCall call;

  PeerException(FailedCall call, @Nullable Throwable cause) {
    super(call.sentence(), cause);
    this.call = call;
  }

  /** What was sent, what came back, what to do, each by itself. */
  public FailedCall call() {
    return call;
  }

  /** The HTTP status of the answer, or empty when none came. */
  public OptionalInt status() {
    return call.status();
  }

  /**
   * True when the server may have done what it was asked although the call failed: look before
   * sending it again. Always false for reads and for calls that never left.
   */
  public boolean mayHaveBeenDone() {
    return call.mayHaveBeenDone();
  }
}

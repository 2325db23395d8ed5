package dev.pacer.cluster.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One try went wrong below HTTP. */
final class ExchangeFailure extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<Duration> overrun;
  private final boolean sent;
  private final IOException problem;

  /**
   * What went wrong.
   *
   * @param overrun the limit after which the watchdog ended it, if it did
   * @param sent whether the request had begun to leave, so that the peer may have acted on it
   */
  ExchangeFailure(IOException cause, Optional<Duration> overrun, boolean sent) {
    super(cause);
    this.overrun = overrun;
    this.sent = sent;
    this.problem = cause;
  }

  Optional<Duration> overrun() {
    return overrun;
  }

  IOException problem() {
    return problem;
  }

  boolean sent() {
    return sent;
  }
}

package dev.pacer.cluster.http;

import dev.pacer.cluster.PeerException;
import java.time.Duration;
import java.util.Optional;

/** How one try ended. */
sealed interface Attempt<T> {

  /** It worked. */
  record Done<T>(T value) implements Attempt<T> {}

  /** It failed for good. */
  record Failed<T>(PeerException why) implements Attempt<T> {}

  /**
   * It failed in a way that may pass.
   *
   * @param sent whether the peer may have acted
   * @param elsewhereOnly whether only another address can help, not waiting
   * @param retryAfter what the peer asked us to wait
   */
  record Passing<T>(
      PeerException why, boolean sent, boolean elsewhereOnly, Optional<Duration> retryAfter)
      implements Attempt<T> {}
}

package dev.pacer.registryauth.serve;

import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Limits;
import dev.pacer.frame.http.Listening;
import java.time.Duration;

/** The listener for archives: many short requests without bodies. */
public final class ArchiveServing {

  private static final Limits LIMITS =
      new Limits(
          128,
          0,
          8 * 1024,
          0,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));

  private ArchiveServing() {}

  /**
   * Serves from now on.
   *
   * @param allowPlainHttp whether credentials may cross a network that others can listen on
   * @throws IllegalArgumentException when they would without that having been allowed
   */
  public static HttpServing start(
      Listening listening, boolean allowPlainHttp, ArchiveHandler handler) {
    if (listening.tls().isEmpty() && !allowPlainHttp && !listening.address().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "archives on %s would be readable on the network: give tls, or allowInsecureHttp: true"
              .formatted(listening.address().getHostAddress()));
    }
    return HttpServing.start(listening, LIMITS, handler);
  }
}

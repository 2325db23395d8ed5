package dev.pacer.frame.http;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.DefaultClassicHttpRequestFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParser;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.LazyLineParser;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** HttpCore's server side of one connection, bound to a {@link WatchedSocket}. */
final class ServerConnection extends DefaultBHttpServerConnection {
  private static final Duration GLANCE = Duration.ofMillis(1);

  /**
   * Keeps the request's target as sent; HttpCore's own factory would read {@code //a} as a host.
   */
  private static final class TargetAsSent extends DefaultClassicHttpRequestFactory {
    @Override
    public ClassicHttpRequest newHttpRequest(String method, String target) {
      return new BasicClassicHttpRequest(method, null, null, target);
    }
  }

  private final WatchedSocket watched;

  ServerConnection(WatchedSocket socket, Limits limits) throws IOException {
    super(
        "http",
        config(limits),
        null,
        null,
        null,
        null,
        given ->
            new DefaultHttpRequestParser(
                config(limits), LazyLineParser.INSTANCE, new TargetAsSent()),
        null);
    this.watched = socket;
    bind(socket);
  }

  private static Http1Config config(Limits limits) {
    return Http1Config.custom()
        .setMaxLineLength(limits.maxHeadBytes())
        .setMaxHeaderCount(200)
        .setMaxEmptyLineCount(4)
        .build();
  }

  WatchedSocket watched() {
    return watched;
  }

  /** Waits for a request to begin; false when the peer went away or the time is over. */
  boolean awaitRequest(Duration time) throws IOException {
    watched.allowReading(time);
    return isDataAvailable(Timeout.ofMilliseconds(time.toMillis()));
  }

  /** Looks for the end of the peer's side; what it sends meanwhile is kept for the next request. */
  boolean peerGone() throws IOException {
    if (watched.ended()) {
      return true;
    }
    watched.allowReading(GLANCE);
    return isStale();
  }

  /** Closes at once; a read or write in progress on another thread fails. */
  void cut() {
    close(CloseMode.IMMEDIATE);
  }
}

package dev.pacer.cluster.marathon;

import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.Limits;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.time.SystemWatchdog;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;

/** The real client, without waiting between tries. */
final class MarathonUnderTest implements AutoCloseable {

  private final SystemWatchdog watchdog = new SystemWatchdog();
  private final HttpTransport transport = new HttpTransport(TransportSettings.ORDINARY, watchdog);
  private final HttpPeer peer;

  MarathonUnderTest(URI... urls) {
    this(Credentials.none(), RetryPolicy.NONE, urls);
  }

  MarathonUnderTest(Credentials credentials, RetryPolicy retries, URI... urls) {
    peer =
        new HttpPeer(
            PeerAddress.of("Marathon", List.of(urls)),
            transport,
            credentials,
            retries,
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")),
            time -> {},
            new SplittableRandom(1));
  }

  HttpPeer peer() {
    return peer;
  }

  MarathonClient client() {
    return new HttpMarathonClient(
        peer,
        new Limits(
            Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(2), 2_000_000));
  }

  @Override
  public void close() throws IOException {
    transport.close();
    watchdog.close();
  }
}

package dev.pacer.cluster.mesos;

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
final class MesosUnderTest implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:47Z");
  static final Limits LIMITS =
      new Limits(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(1), 2_000_000);

  private final SystemWatchdog watchdog = new SystemWatchdog();
  private final HttpTransport transport = new HttpTransport(TransportSettings.ORDINARY, watchdog);
  private final Credentials credentials;

  MesosUnderTest() {
    this(Credentials.none());
  }

  MesosUnderTest(Credentials credentials) {
    this.credentials = credentials;
  }

  private HttpPeer peer(PeerAddress address) {
    return new HttpPeer(
        address,
        transport,
        credentials,
        RetryPolicy.NONE,
        InstantSource.fixed(NOW),
        time -> {},
        new SplittableRandom(1));
  }

  MesosMaster master(URI... urls) {
    return master(Masters.at(List.of(urls)));
  }

  MesosMaster master(Masters masters) {
    return new HttpMesosMaster(masters, this::peer, InstantSource.fixed(NOW), LIMITS);
  }

  MesosAgents agents() {
    return new HttpMesosAgents(this::peer, false, LIMITS);
  }

  @Override
  public void close() throws IOException {
    transport.close();
    watchdog.close();
  }
}

package dev.pacer.installer.command;

import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.http.TlsSettings;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.marathon.HttpMarathonClient;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.time.SystemPause;
import dev.pacer.cluster.time.SystemWatchdog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The connection to a Marathon. */
final class ClusterRuntime implements AutoCloseable {
  private final SystemWatchdog watchdog = new SystemWatchdog();
  private final HttpTransport transport;
  private final MarathonClient marathon;

  ClusterRuntime(List<URI> urls, Credentials credentials, Optional<Path> caFile) {
    TransportSettings settings =
        caFile
            .map(ca -> TransportSettings.ORDINARY.withTls(TlsSettings.besidesSystem(ca)))
            .orElse(TransportSettings.ORDINARY);
    transport = new HttpTransport(settings, watchdog);
    marathon =
        new HttpMarathonClient(
            new HttpPeer(
                PeerAddress.of("Marathon", urls),
                transport,
                credentials,
                RetryPolicy.ORDINARY,
                InstantSource.system(),
                new SystemPause(),
                new Random()));
  }

  MarathonClient marathon() {
    return marathon;
  }

  @Override
  public void close() throws IOException {
    transport.close();
    watchdog.close();
  }
}

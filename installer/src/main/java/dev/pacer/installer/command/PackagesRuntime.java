package dev.pacer.installer.command;

import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.time.SystemPause;
import dev.pacer.cluster.time.SystemWatchdog;
import dev.pacer.installer.repository.Repositories;
import dev.pacer.installer.repository.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What reading repositories is made of; connections are made when they are needed. */
final class PackagesRuntime implements AutoCloseable {
  /** Cosmos tries three times, too; ours waits less. */
  private static final RetryPolicy RETRIES =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4));

  private final Repositories repositories;
  private @Nullable SystemWatchdog watchdog;
  private @Nullable HttpTransport transport;

  PackagesRuntime(Path cache) {
    repositories = Repositories.in(cache, this::peer, InstantSource.system());
  }

  Repositories repositories() {
    return repositories;
  }

  private HttpPeer peer(Repository repository) {
    URI url = URI.create(repository.location());
    HttpTransport shared = transport;
    if (shared == null) {
      SystemWatchdog timer = new SystemWatchdog();
      watchdog = timer;
      shared = new HttpTransport(TransportSettings.ORDINARY, timer);
      transport = shared;
    }
    return new HttpPeer(
        PeerAddress.of(
            "the repository " + repository.name(),
            List.of(URI.create(url.getScheme() + "://" + url.getRawAuthority()))),
        shared,
        Credentials.none(),
        RETRIES,
        InstantSource.system(),
        new SystemPause(),
        new Random());
  }

  @Override
  public void close() {
    try {
      if (transport != null) {
        transport.close();
      }
    } catch (IOException e) {
      // Nothing is lost: all that was read is read.
    }
    if (watchdog != null) {
      watchdog.close();
    }
  }
}

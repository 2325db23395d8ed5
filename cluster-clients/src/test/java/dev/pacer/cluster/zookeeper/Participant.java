package dev.pacer.cluster.zookeeper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** One instance of a tool: a session, an election, a store, and a clock that a test can move. */
final class Participant implements AutoCloseable {
  static final Duration SESSION = Duration.ofSeconds(4);
  static final Duration MARGIN = Duration.ofSeconds(1);

  final CuratorConnection connection;
  final CuratorLeaderElection election;
  final FencedStore store;
  final AtomicLong skewNanos = new AtomicLong();

  Participant(String host, String cluster, String name, Optional<DigestCredentials> credentials) {
    this(host, cluster, name, credentials, SESSION);
  }

  private Participant(
      String host,
      String cluster,
      String name,
      Optional<DigestCredentials> credentials,
      Duration session) {
    this(
        CuratorConnection.open(
            new ZooKeeperSettings(List.of(host), credentials, session, Duration.ofSeconds(3))),
        cluster,
        name);
  }

  private Participant(CuratorConnection connection, String cluster, String name) {
    this.connection = connection;
    this.election =
        new CuratorLeaderElection(
            connection,
            "autoscaler",
            cluster,
            name,
            () -> System.nanoTime() + skewNanos.get(),
            MARGIN);
    this.store = new CuratorFencedStore(connection, "autoscaler", cluster);
  }

  static Participant of(String host, String cluster, String name) {
    return new Participant(host, cluster, name, Optional.empty());
  }

  /** One whose session outlives a restart of the server, however slow the machine is. */
  static Participant lasting(String host, String cluster, String name) {
    return new Participant(host, cluster, name, Optional.empty(), Duration.ofMinutes(1));
  }

  Term requireOffice() {
    Standing standing = election.campaign();
    return standing
        .inOffice()
        .orElseThrow(() -> new AssertionError("should lead, but: " + standing));
  }

  @Override
  public void close() {
    election.close();
    connection.close();
  }
}

package dev.pacer.autoscaler.command;

import dev.pacer.autoscaler.config.AutoscalerConfig;
import dev.pacer.autoscaler.journal.stored.Freezing;
import dev.pacer.autoscaler.journal.stored.StoredJournal;
import dev.pacer.cluster.Secret;
import dev.pacer.cluster.zookeeper.CuratorConnection;
import dev.pacer.cluster.zookeeper.CuratorFencedStore;
import dev.pacer.cluster.zookeeper.CuratorLeaderElection;
import dev.pacer.cluster.zookeeper.DigestCredentials;
import dev.pacer.cluster.zookeeper.FencedStore;
import dev.pacer.cluster.zookeeper.LeaderElection;
import dev.pacer.cluster.zookeeper.ZooKeeperSettings;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.log.Scrubber;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What is made of one session with ZooKeeper. */
final class ZooKeeperRuntime implements AutoCloseable {

  private static final String TOOL = "autoscaler";

  /** The leader stops by itself so long before its session could end. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final CuratorConnection connection;
  private final LeaderElection election;
  private final FencedStore store;

  private ZooKeeperRuntime(CuratorConnection connection, String cluster) {
    this.connection = connection;
    this.election =
        new CuratorLeaderElection(
            connection, TOOL, cluster, participant(), System::nanoTime, MARGIN);
    this.store = new CuratorFencedStore(connection, TOOL, cluster);
  }

  static ZooKeeperRuntime open(
      AutoscalerConfig.ZooKeeperPlace place, String cluster, Scrubber scrubber) {
    Optional<DigestCredentials> credentials =
        place
            .basic()
            .map(
                basic -> {
                  String password = basic.password().value();
                  scrubber.hide(password);
                  return new DigestCredentials(basic.user(), new Secret(password));
                });
    return new ZooKeeperRuntime(
        CuratorConnection.open(
            new ZooKeeperSettings(
                place.servers(), credentials, place.session(), ZooKeeperSettings.CONNECT_TIMEOUT)),
        cluster);
  }

  /** For an operator's command; without a place for it there is nothing to write to. */
  static ZooKeeperRuntime require(AutoscalerConfig config, Scrubber scrubber) {
    ZooKeeperRuntime parts =
        config
            .places()
            .zookeeper()
            .map(place -> open(place, config.cluster(), scrubber))
            .orElseThrow(
                () ->
                    new ToolFailure(
                        ExitCode.INVALID_INPUT,
                        "The configuration has no zookeeper, and freezes are kept there.",
                        "Add zookeeper.servers, as the running instances have it."));
    parts.connect();
    return parts;
  }

  private void connect() {
    if (!connection.awaitConnected(ZooKeeperSettings.CONNECT_TIMEOUT)) {
      close();
      throw new ToolFailure(
          ExitCode.UNREACHABLE,
          "ZooKeeper did not answer within %d s."
              .formatted(ZooKeeperSettings.CONNECT_TIMEOUT.toSeconds()),
          "Check zookeeper.servers, and that they run.");
    }
  }

  /** Names this process among all instances and their restarts. */
  private static String participant() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "unknown";
    }
    return "%s-%s"
        .formatted(
            host.replaceAll("[^A-Za-z0-9_]", "_"), UUID.randomUUID().toString().substring(0, 8));
  }

  LeaderElection election() {
    return election;
  }

  /** The journal of an instance that may lead. */
  StoredJournal journal() {
    return new StoredJournal(store, () -> election.standing().inOffice());
  }

  /** The journal of one that only looks. */
  StoredJournal reading() {
    connect();
    return new StoredJournal(store, Optional::empty);
  }

  Freezing freezing() {
    return new Freezing(store);
  }

  @Override
  public void close() {
    election.close();
    connection.close();
  }
}

package dev.pacer.autoscaler.journal;

import dev.pacer.cluster.zookeeper.CuratorConnection;
import dev.pacer.cluster.zookeeper.CuratorFencedStore;
import dev.pacer.cluster.zookeeper.CuratorLeaderElection;
import dev.pacer.cluster.zookeeper.ZooKeeperSettings;
import dev.pacer.simulator.zookeeper.EmbeddedZooKeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** On a real ZooKeeper server. */
class ZooKeeperJournalIT extends StoredJournalContract {

  private static EmbeddedZooKeeper server;

  private final String cluster = "c-" + UUID.randomUUID();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedZooKeeper.start(0, Duration.ofSeconds(2));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Override
  Member member(String name) {
    CuratorConnection connection =
        CuratorConnection.open(
            new ZooKeeperSettings(
                List.of(server.connectString()),
                Optional.empty(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(6)));
    open.push(connection);
    connection.awaitConnected(Duration.ofSeconds(6));
    CuratorLeaderElection election =
        new CuratorLeaderElection(
            connection, "autoscaler", cluster, name, System::nanoTime, Duration.ofSeconds(2));
    open.push(election);
    return new Member(election, new CuratorFencedStore(connection, "autoscaler", cluster));
  }
}

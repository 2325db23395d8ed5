package dev.pacer.cluster.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a real ZooKeeper, older than our client; and its death and freezing. */
class RealZooKeeperIT extends FencingContract {
  private static final List<Change> CHANGE =
      List.of(new Change.Create(new RecordKey("intents", "1"), "{}"));

  @TempDir static Path folder;
  private static ZooKeeperProcess zookeeper;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> jars = ZooKeeperProcess.jars();
    assumeTrue(
        jars.isPresent(),
        "no zookeeper.jar in /usr/share/java: install Debian's libzookeeper-java, or name the"
            + " folder of its jars in PACER_ZOOKEEPER_JARS");
    zookeeper = new ZooKeeperProcess(jars.orElseThrow(), folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (zookeeper != null) {
      zookeeper.close();
    }
  }

  @Override
  String host() {
    return zookeeper.host();
  }

  @Test
  void aServerThatIsKilledAndComesBackFindsTheSameLeader() throws Exception {
    try (Participant leader = Participant.of(host(), "c-" + UUID.randomUUID(), "one")) {
      Term term = leader.requireOffice();

      zookeeper.kill();
      Await.until("power is lost", () -> leader.election.standing() instanceof Standing.Lost);
      zookeeper.start();

      Await.until(
          () -> leader.election.standing().toString(),
          () -> leader.election.campaign() instanceof Standing.Leader);
      assertThat(leader.store.write(leader.requireOffice(), CHANGE).written()).isTrue();
      assertThat(leader.requireOffice().epoch()).isGreaterThanOrEqualTo(term.epoch());
    }
  }

  @Test
  void aFrozenServerTakesThePowerAwayWithoutAWord() throws Exception {
    try (Participant leader = Participant.of(host(), "c-" + UUID.randomUUID(), "one")) {
      Term term = leader.requireOffice();

      zookeeper.freeze();
      try {
        Await.until("power is lost", () -> leader.election.standing() instanceof Standing.Lost);
        assertThat(leader.store.write(term, CHANGE).written()).isFalse();
      } finally {
        zookeeper.thaw();
      }

      Await.until(
          () -> leader.election.standing().toString(),
          () -> leader.election.campaign() instanceof Standing.Leader);
    }
  }
}

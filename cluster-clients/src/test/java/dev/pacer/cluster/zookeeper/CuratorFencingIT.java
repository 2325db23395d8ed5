package dev.pacer.cluster.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a server in this process, and what only such a server can be made to do. */
class CuratorFencingIT extends FencingContract {
  @TempDir static Path folder;
  private static InProcessZooKeeper zookeeper;

  @BeforeAll
  static void start() {
    zookeeper = new InProcessZooKeeper(folder);
  }

  @AfterAll
  static void stop() {
    zookeeper.close();
  }

  @Override
  String host() {
    return zookeeper.host();
  }

  private static final RecordKey INTENT = new RecordKey("intents", "1");
  private static final List<Change> CHANGE = List.of(new Change.Create(INTENT, "{}"));

  private static String cluster() {
    return "c-" + UUID.randomUUID();
  }

  @Test
  void aLeaderWhoseSessionExpiresLosesPowerUnaskedAndItsWritesAreRefused() {
    String cluster = cluster();
    try (Participant first = Participant.of(host(), cluster, "one");
        Participant second = Participant.of(host(), cluster, "two")) {
      Term old = first.requireOffice();
      second.election.campaign();

      zookeeper.expire(first.connection.sessionId());

      Await.until(
          "the leader notices by itself", () -> first.election.standing() instanceof Standing.Lost);
      Await.until(
          "the other takes office", () -> second.election.campaign() instanceof Standing.Leader);
      Term next = second.requireOffice();
      assertThat(next.epoch()).isGreaterThan(old.epoch());
      Await.until("the first is back", first.connection::connected);
      assertThat(first.store.write(old, CHANGE)).isInstanceOf(WriteOutcome.Deposed.class);
      assertThat(first.election.campaign()).isInstanceOf(Standing.Standby.class);
      assertThat(second.store.find(INTENT)).isEmpty();
    }
  }

  @Test
  void aLeaderIsPowerlessWhileSuspendedAndGoesOnUnderTheSameEpochIfItsNodeIsStillThere(
      @TempDir Path own) {
    try (InProcessZooKeeper server = new InProcessZooKeeper(own);
        Participant leader = Participant.lasting(server.host(), cluster(), "one")) {
      Term term = leader.requireOffice();

      server.stop();
      Await.until("power is lost", () -> leader.election.standing() instanceof Standing.Lost);
      assertThat(leader.election.campaign()).isInstanceOf(Standing.Lost.class);
      assertThat(leader.store.write(term, CHANGE)).isInstanceOf(WriteOutcome.NotWritten.class);

      server.start();
      Await.until("connected again", leader.connection::connected);
      assertThat(leader.election.standing())
          .as("a connection alone confirms nothing")
          .isInstanceOf(Standing.Lost.class);
      Await.until(
          () -> leader.election.standing().toString(),
          () -> leader.election.campaign() instanceof Standing.Leader);
      assertThat(leader.requireOffice()).isEqualTo(term);
      assertThat(leader.store.write(term, CHANGE).written()).isTrue();
    }
  }

  @Test
  void nobodyThereIsToldWithinTheConnectTimeout(@TempDir Path own) {
    InProcessZooKeeper server = new InProcessZooKeeper(own);
    String host = server.host();
    server.close();
    try (Participant lonely = Participant.of(host, cluster(), "one")) {
      Standing standing = lonely.election.campaign();

      assertThat(standing).isInstanceOf(Standing.Lost.class);
      assertThat(standing.toString()).contains("no connection to zk://" + host);
    }
  }

  @Test
  void anAnswerThatIsLostLeavesTheResultUnknownAndLookingTellsIt(@TempDir Path own)
      throws Exception {
    try (InProcessZooKeeper server = new InProcessZooKeeper(own);
        CuttingProxy proxy = new CuttingProxy(server.port());
        Participant leader = Participant.lasting(proxy.host(), cluster(), "one")) {
      Term term = leader.requireOffice();
      // The folder is there, so that the next request to the server is the transaction itself.
      leader.store.write(term, List.of(new Change.Create(new RecordKey("intents", "0"), "{}")));

      proxy.loseAnswers();
      WriteOutcome outcome = leader.store.write(term, CHANGE);
      proxy.passAnswers();

      assertThat(outcome).isInstanceOf(WriteOutcome.Unknown.class);
      Await.until("connected again", leader.connection::connected);
      Await.until(
          () -> leader.election.standing().toString(),
          () -> leader.election.campaign() instanceof Standing.Leader);
      assertThat(leader.requireOffice()).isEqualTo(term);
      assertThat(leader.store.find(INTENT)).as("it had been carried out").isPresent();
    }
  }

  @Test
  void anOrphanedCandidateOfTheSameParticipantIsRemoved() throws Exception {
    String cluster = cluster();
    try (Participant first = Participant.of(host(), cluster, "one")) {
      Term term = first.requireOffice();
      String election = "/pacer/autoscaler/" + cluster + "/election";
      RecordTree.create(
          first.connection.client(),
          election + "/one-",
          CreateMode.EPHEMERAL_SEQUENTIAL,
          ZooDefs.Ids.OPEN_ACL_UNSAFE,
          new byte[0]);

      assertThat(first.requireOffice()).isEqualTo(term);
      assertThat(first.connection.client().getChildren().forPath(election)).hasSize(1);
    }
  }
}

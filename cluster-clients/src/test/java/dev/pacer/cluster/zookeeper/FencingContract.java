package dev.pacer.cluster.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What any ZooKeeper server must give us, whether in this process or of its own. */
abstract class FencingContract {
  private static final RecordKey INTENT = new RecordKey("intents", "42");
  private static final RecordKey MEMORY = new RecordKey("memory", "cooldowns");
  private static final RecordKey FREEZE = new RecordKey(RecordKey.FREEZES, "default");
  private static final DigestCredentials OPS =
      new DigestCredentials("ops", new Secret("not-a-real-password"));

  private final String cluster = "c-" + UUID.randomUUID();
  private final List<AutoCloseable> open = new ArrayList<>();

  abstract String host();

  private Participant participant(String name) {
    return participant(name, Optional.empty());
  }

  private Participant participant(String name, Optional<DigestCredentials> credentials) {
    Participant participant = new Participant(host(), cluster, name, credentials);
    open.add(participant);
    return participant;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  @Test
  void theFirstLeadsAndTheSecondStandsBy() {
    Participant first = participant("one");
    Participant second = participant("two");

    assertThat(first.requireOffice().epoch()).isEqualTo(1);
    assertThat(second.election.campaign()).isInstanceOf(Standing.Standby.class);
    assertThat(second.election.standing()).isInstanceOf(Standing.Standby.class);
    assertThat(first.election.campaign()).isEqualTo(first.election.standing());
    assertThat(first.requireOffice().epoch()).isEqualTo(1);
  }

  @Test
  void aLeaderThatResignsIsFollowedByTheNextUnderAHigherEpoch() {
    Participant first = participant("one");
    Participant second = participant("two");
    Term old = first.requireOffice();
    second.election.campaign();

    first.election.resign();

    assertThat(first.election.standing()).isInstanceOf(Standing.Lost.class);
    Term next = second.requireOffice();
    assertThat(next.epoch()).isEqualTo(old.epoch() + 1);
    assertThat(first.election.campaign()).isInstanceOf(Standing.Standby.class);
    assertThat(first.store.write(old, List.of(new Change.Create(INTENT, "{}"))))
        .isInstanceOf(WriteOutcome.Deposed.class);
    assertThat(second.store.write(next, List.of(new Change.Create(INTENT, "{}"))))
        .isEqualTo(new WriteOutcome.Written(List.of(0)));
  }

  @Test
  void aParticipantThatWasNotHeardOfIsTheSameAsNone() {
    Participant first = participant("one");
    assertThat(first.election.standing()).isInstanceOf(Standing.Lost.class);
    assertThat(first.election.standing().inOffice()).isEmpty();
  }

  @Test
  void aConfirmationGrowsOldAndCanBeRenewed() {
    Participant first = participant("one");
    Term term = first.requireOffice();

    first.skewNanos.addAndGet(Participant.SESSION.minus(Participant.MARGIN).toNanos());

    assertThat(first.election.standing()).isInstanceOf(Standing.Lost.class);
    assertThat(first.election.campaign()).isEqualTo(new Standing.Leader(term));
  }

  @Test
  void recordsAreMadeReadChangedAndDeleted() {
    Participant leader = participant("one");
    Term term = leader.requireOffice();
    FencedStore store = leader.store;

    assertThat(store.find(INTENT)).isEmpty();
    assertThat(store.list("intents")).isEmpty();
    assertThat(store.write(term, List.of(new Change.Create(INTENT, "{\"format\":1}"))))
        .isEqualTo(new WriteOutcome.Written(List.of(0)));
    assertThat(store.write(term, List.of(new Change.Update(INTENT, "{\"ü\":2}", 0))))
        .isEqualTo(new WriteOutcome.Written(List.of(1)));
    assertThat(participant("reader").store.find(INTENT))
        .contains(new StoredRecord(INTENT, "{\"ü\":2}", 1));
    assertThat(store.write(term, List.of(new Change.Delete(INTENT, 1))))
        .isEqualTo(new WriteOutcome.Written(List.of(-1)));
    assertThat(store.find(INTENT)).isEmpty();
  }

  @Test
  void recordsOfAKindAreListedById() {
    Participant leader = participant("one");
    Term term = leader.requireOffice();
    List<Change> changes = new ArrayList<>();
    for (String id : List.of("b", "c", "a")) {
      changes.add(new Change.Create(new RecordKey("intents", id), id));
    }
    changes.add(new Change.Create(MEMORY, "m"));

    assertThat(leader.store.write(term, changes).written()).isTrue();

    assertThat(leader.store.list("intents"))
        .extracting(r -> r.key().id())
        .containsExactly("a", "b", "c");
  }

  @Test
  void aConflictNamesItsRecordAndUndoesTheWholeBatch() {
    Participant leader = participant("one");
    Term term = leader.requireOffice();
    leader.store.write(term, List.of(new Change.Create(INTENT, "first")));

    List<Change> batch =
        List.of(new Change.Create(MEMORY, "{}"), new Change.Update(INTENT, "second", 7));
    WriteOutcome outcome = leader.store.write(term, batch);

    assertThat(outcome).isInstanceOf(WriteOutcome.Conflict.class);
    assertThat(((WriteOutcome.Conflict) outcome).key()).isEqualTo(INTENT);
    assertThat(leader.store.find(MEMORY)).isEmpty();
    assertThat(leader.store.find(INTENT)).contains(new StoredRecord(INTENT, "first", 0));
    assertThat(leader.store.write(term, List.of(new Change.Create(INTENT, "again"))))
        .isEqualTo(new WriteOutcome.Conflict(INTENT, "intents/42 exists already"));
    assertThat(leader.store.write(term, List.of(new Change.Delete(MEMORY, 0))))
        .isEqualTo(new WriteOutcome.Conflict(MEMORY, "memory/cooldowns does not exist"));
  }

  @Test
  void freezesAreWrittenByAnybodyWhoeverLeadsAndNothingElseIs() {
    Participant operator = participant("operator");

    assertThat(operator.store.writeFreezes(List.of(new Change.Create(FREEZE, "until noon"))))
        .isEqualTo(new WriteOutcome.Written(List.of(0)));
    assertThat(operator.store.writeFreezes(List.of(new Change.Create(FREEZE, "again"))))
        .isInstanceOf(WriteOutcome.Conflict.class);
    assertThat(operator.store.list(RecordKey.FREEZES))
        .containsExactly(new StoredRecord(FREEZE, "until noon", 0));
    assertThatThrownBy(() -> operator.store.writeFreezes(List.of(new Change.Create(INTENT, "{}"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("intents/42");
  }

  @Test
  void tooLargeIsRefusedBeforeSending() {
    Participant leader = participant("one");
    Term term = leader.requireOffice();
    String largest = "x".repeat(CuratorFencedStore.MAX_RECORD_BYTES);

    assertThat(leader.store.write(term, List.of(new Change.Create(INTENT, largest))).written())
        .isTrue();
    assertThat(leader.store.find(INTENT).orElseThrow().text()).hasSize(largest.length());
    assertThatThrownBy(
            () -> leader.store.write(term, List.of(new Change.Create(MEMORY, largest + "x"))))
        .isInstanceOf(IllegalArgumentException.class);
    List<Change> many = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      many.add(new Change.Create(new RecordKey("intents", "n" + i), largest));
    }
    assertThatThrownBy(() -> leader.store.write(term, many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 changes");
  }

  @Test
  void withCredentialsOthersCanNeitherReadNorLeadNorFreeze() {
    Participant leader = participant("one", Optional.of(OPS));
    Term term = leader.requireOffice();
    leader.store.write(term, List.of(new Change.Create(INTENT, "private")));
    Participant sameUser = participant("two", Optional.of(OPS));
    Participant stranger = participant("stranger");

    assertThat(sameUser.store.find(INTENT).orElseThrow().text()).isEqualTo("private");
    assertThatThrownBy(() -> stranger.store.find(INTENT))
        .isInstanceOf(PeerRefusedException.class)
        .hasMessageContaining("configure the ZooKeeper user and password")
        .hasMessageNotContaining("not-a-real-password");
    assertThatThrownBy(() -> stranger.store.list("intents"))
        .isInstanceOf(PeerRefusedException.class);
    assertThat(stranger.election.campaign()).isInstanceOf(Standing.Lost.class);
    assertThat(stranger.store.writeFreezes(List.of(new Change.Create(FREEZE, "x"))))
        .isInstanceOf(WriteOutcome.NotWritten.class);
  }

  @Test
  void aRootThatAnybodyMayChangeIsRefusedWhenCredentialsAreConfigured() {
    participant("careless").requireOffice();
    Participant careful = participant("careful", Optional.of(OPS));

    Standing standing = careful.election.campaign();

    assertThat(standing).isInstanceOf(Standing.Lost.class);
    assertThat(standing.toString()).contains("anyone may use it");
  }

  @Test
  void anEpochRecordOfANewerFormatIsRefused() throws Exception {
    Participant first = participant("one");
    first.requireOffice();
    first.election.resign();
    byte[] newer = "{\"format\":2,\"epoch\":9}".getBytes(StandardCharsets.UTF_8);
    String epoch = "/pacer/autoscaler/" + cluster + "/epoch";
    first.connection.client().setData().forPath(epoch, newer);

    Standing standing = participant("two").election.campaign();

    assertThat(standing).isInstanceOf(Standing.Lost.class);
    assertThat(standing.toString()).contains("format 2 instead of 1");
  }

  @Test
  void candidatesOfMastersAreReadLowestFirstAndFollowedThroughChanges() throws Exception {
    Participant masters = participant("masters");
    CuratorCandidates candidates = new CuratorCandidates(participant("reader").connection);
    String path = "/mesos-" + cluster;
    assertThat(candidates.find(path, "json.info_")).isEmpty();
    var client = masters.connection.client();
    client.create().forPath(path, new byte[0]);
    for (String name : List.of("json.info_0000000013", "json.info_0000000002", "log_replicas")) {
      client.create().forPath(path + "/" + name, ("I am " + name).getBytes(StandardCharsets.UTF_8));
    }

    assertThat(candidates.find(path, "json.info_"))
        .containsExactly(
            new Candidate("json.info_0000000002", 2, "I am json.info_0000000002"),
            new Candidate("json.info_0000000013", 13, "I am json.info_0000000013"));

    client.delete().forPath(path + "/json.info_0000000002");
    Await.until(
        "the next master leads", () -> candidates.find(path, "json.info_").get(0).sequence() == 13);
  }
}

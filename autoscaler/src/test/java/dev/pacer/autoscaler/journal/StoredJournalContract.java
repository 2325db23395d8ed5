package dev.pacer.autoscaler.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.autoscaler.journal.stored.Freezing;
import dev.pacer.autoscaler.journal.stored.StoredJournal;
import dev.pacer.cluster.zookeeper.Change;
import dev.pacer.cluster.zookeeper.FencedStore;
import dev.pacer.cluster.zookeeper.LeaderElection;
import dev.pacer.cluster.zookeeper.RecordKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every journal does that outlives its writer. */
abstract class StoredJournalContract extends JournalContract {

  /** One instance of the tool. */
  record Member(LeaderElection election, FencedStore store) {
    StoredJournal journal() {
      return new StoredJournal(store, () -> election.standing().inOffice());
    }
  }

  /** Another instance on the same records. */
  abstract Member member(String name);

  @Override
  Journal journal() {
    Member member = member("writer");
    assertThat(member.election().campaign().inOffice()).isPresent();
    return member.journal();
  }

  @Test
  void aNewLeaderReadsWhatTheOldOneWrote() {
    Member first = member("one");
    Member second = member("two");
    first.election().campaign();
    second.election().campaign();
    StoredJournal old = first.journal();
    old.read();
    Intent intent = raise("raise-1", NOON);
    old.put(intent);
    old.put(drain("S1"));
    old.remember(memory());

    first.election().resign();
    second.election().campaign();

    JournalState found = second.journal().read();
    assertThat(found.intents()).containsExactly(intent);
    assertThat(found.drains()).containsOnlyKeys("S1");
    assertThat(found.memory()).isEqualTo(memory());
  }

  @Test
  void h2ADeposedLeaderCanWriteNothingAtAll() {
    Member first = member("one");
    Member second = member("two");
    first.election().campaign();
    second.election().campaign();
    Optional<dev.pacer.cluster.zookeeper.Term> believed = first.election().standing().inOffice();
    StoredJournal deposed = new StoredJournal(first.store(), () -> believed);
    deposed.read();
    deposed.put(raise("raise-1", NOON));
    first.election().resign();
    second.election().campaign();

    assertThatThrownBy(() -> deposed.put(raise("raise-2", NOON)))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("epoch 1 is over");
    deposed.read();
    assertThatThrownBy(() -> deposed.close("raise-1")).isInstanceOf(JournalException.class);
    deposed.read();
    assertThatThrownBy(() -> deposed.put(drain("S1"))).isInstanceOf(JournalException.class);
    deposed.read();
    assertThatThrownBy(() -> deposed.remember(memory())).isInstanceOf(JournalException.class);
    JournalState found = second.journal().read();
    assertThat(found.intents()).containsExactly(raise("raise-1", NOON));
    assertThat(found.drains()).isEmpty();
    assertThat(found.memory()).isEqualTo(Memory.EMPTY);
  }

  @Test
  void oneThatDoesNotLeadReadsAndCannotWrite() {
    Journal leader = journal();
    leader.read();
    leader.put(drain("S1"));
    StoredJournal other = member("other").journal();
    assertThat(other.read().drains()).containsOnlyKeys("S1");
    leader.put(drain("S2"));
    assertThat(other.read().drains()).containsOnlyKeys("S1", "S2");
    assertThatThrownBy(() -> other.put(drain("S3"))).isInstanceOf(JournalException.class);
  }

  @Test
  void freezesAreWrittenWithoutALeaderAndEndByUnfreezingOrInTime() {
    Member operator = member("operator");
    Freezing freezing = new Freezing(operator.store());
    Freeze up = freeze("general", Freeze.Direction.UP);
    Freeze down = freeze("general", Freeze.Direction.DOWN);
    Freeze all = freeze(Freeze.ALL, Freeze.Direction.UP);
    freezing.freeze(List.of(up, down, all), NOON);
    assertThat(freezing.list()).containsExactlyInAnyOrder(up, down, all);
    freezing.unfreeze("general", Set.of(Freeze.Direction.UP), NOON);
    assertThat(member("reader").journal().read().freezes()).containsExactlyInAnyOrder(down, all);
    freezing.unfreeze(Freeze.ALL, Set.of(Freeze.Direction.values()), NOON);
    freezing.unfreeze("general", Set.of(Freeze.Direction.UP), NOON.plus(Duration.ofHours(2)));
    assertThat(freezing.list()).isEmpty();
  }

  private static Freeze freeze(String pool, Freeze.Direction direction) {
    return new Freeze(pool, direction, NOON.plus(Duration.ofHours(1)), "ops", "a drill");
  }

  @Test
  void aRecordOfANewerFormatIsRefused() {
    Member member = member("newer");
    member.election().campaign();
    member
        .store()
        .write(
            member.election().standing().inOffice().orElseThrow(),
            List.of(
                new Change.Create(new RecordKey("intents", "x"), "{\"format\":2,\"id\":\"x\"}")));
    assertThatThrownBy(() -> member.journal().read())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("format 2");
  }
}

package dev.pacer.cluster.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;

/**
 * The law of fencing: once an epoch has begun, no write of a lower one lands, however two leaders'
 * steps interleave; and the leader in office is never refused as deposed.
 */
class FencingIT {
  private static Path folder;
  private static InProcessZooKeeper zookeeper;

  @BeforeContainer
  static void start() throws IOException {
    folder = Files.createTempDirectory("pacer-fencing-");
    zookeeper = new InProcessZooKeeper(folder);
  }

  @AfterContainer
  static void stop() throws IOException {
    zookeeper.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What a participant does next; it writes with the last term it held, in office or not. */
  enum Deed {
    CAMPAIGN,
    RESIGN,
    NODE_GONE,
    WRITE,
    WRITE_TWO
  }

  record Step(int who, Deed deed, int record) {}

  /** The store with the planted error: it forgets to check the epoch. */
  private static final class UnfencedStore extends CuratorFencedStore {
    UnfencedStore(CuratorConnection connection, String tool, String cluster) {
      super(connection, tool, cluster);
    }

    @Override
    List<CuratorOp> fence(Term term) {
      return List.of();
    }
  }

  private interface StoreOf {
    FencedStore open(CuratorConnection connection, String tool, String cluster);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 1),
            Arbitraries.frequency(
                Tuple.of(5, Deed.CAMPAIGN),
                Tuple.of(2, Deed.RESIGN),
                Tuple.of(2, Deed.NODE_GONE),
                Tuple.of(5, Deed.WRITE),
                Tuple.of(2, Deed.WRITE_TWO)),
            Arbitraries.integers().between(0, 2))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void noWriteOfALowerEpochLandsAfterAHigherOneBegan(@ForAll("steps") List<Step> steps) {
    assertThat(violations(steps, CuratorFencedStore::new)).isEmpty();
  }

  @Example
  void aStoreThatForgetsTheEpochIsCaught() {
    List<Step> steps =
        List.of(
            new Step(0, Deed.CAMPAIGN, 0),
            new Step(1, Deed.CAMPAIGN, 0),
            new Step(0, Deed.NODE_GONE, 0),
            new Step(1, Deed.CAMPAIGN, 0),
            new Step(1, Deed.WRITE, 0),
            // Another record: comparing the version of the record itself would not stop it.
            new Step(0, Deed.WRITE, 1));

    assertThat(violations(steps, UnfencedStore::new))
        .containsExactly("a write of epoch 1 landed after epoch 2 began");
    assertThat(violations(steps, CuratorFencedStore::new)).isEmpty();
  }

  private static List<String> violations(List<Step> steps, StoreOf stores) {
    String cluster = "c-" + UUID.randomUUID();
    List<String> violations = new ArrayList<>();
    List<Participant> participants =
        List.of(
            Participant.of(zookeeper.host(), cluster, "zero"),
            Participant.of(zookeeper.host(), cluster, "one"));
    List<FencedStore> writers =
        participants.stream().map(p -> stores.open(p.connection, "autoscaler", cluster)).toList();
    List<Term> terms = new ArrayList<>(Arrays.asList(null, null));
    long begun = 0;
    try {
      for (Step step : steps) {
        Participant actor = participants.get(step.who());
        switch (step.deed()) {
          case CAMPAIGN -> {
            Optional<Term> term = actor.election.campaign().inOffice();
            if (term.isPresent()) {
              if (term.get().epoch() < begun) {
                violations.add("epoch %d began after %d".formatted(term.get().epoch(), begun));
              }
              begun = Math.max(begun, term.get().epoch());
              terms.set(step.who(), term.get());
            }
          }
          case RESIGN -> actor.election.resign();
          case NODE_GONE -> removeCandidate(participants, cluster, step.who());
          case WRITE, WRITE_TWO -> {
            Term term = terms.get(step.who());
            if (term != null) {
              WriteOutcome outcome = write(writers.get(step.who()), term, step);
              if (outcome.written() && term.epoch() < begun) {
                violations.add(
                    "a write of epoch %d landed after epoch %d began"
                        .formatted(term.epoch(), begun));
              }
              if (!outcome.written() && term.epoch() == begun) {
                violations.add("the leader in office was refused: " + outcome);
              }
            }
          }
        }
      }
    } finally {
      participants.forEach(Participant::close);
    }
    return violations;
  }

  /** What the end of a session does to an election, without the second a new session takes. */
  private static void removeCandidate(List<Participant> participants, String cluster, int who) {
    String election = "/pacer/autoscaler/" + cluster + "/election";
    CuratorFramework client = participants.get(1 - who).connection.client();
    try {
      for (String name : client.getChildren().forPath(election)) {
        if (name.startsWith(who == 0 ? "zero-" : "one-")) {
          client.delete().forPath(election + "/" + name);
        }
      }
    } catch (KeeperException.NoNodeException e) {
      // Nobody has campaigned yet.
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static WriteOutcome write(FencedStore store, Term term, Step step) {
    List<Change> changes = new ArrayList<>();
    changes.add(put(store, new RecordKey("memory", "r" + step.record()), term));
    if (step.deed() == Deed.WRITE_TWO) {
      changes.add(put(store, new RecordKey("intents", "r" + step.record()), term));
    }
    return store.write(term, changes);
  }

  private static Change put(FencedStore store, RecordKey key, Term term) {
    String text = Long.toString(term.epoch());
    return store
        .find(key)
        .<Change>map(old -> new Change.Update(key, text, old.version()))
        .orElseGet(() -> new Change.Create(key, text));
  }

  @Example
  void whileOneWritesWithoutPauseTheOtherTakesOfficeAndZooKeepersOwnOrderShowsTheCut()
      throws Exception {
    String cluster = "c-" + UUID.randomUUID();
    try (Participant old = Participant.of(zookeeper.host(), cluster, "zero");
        Participant next = Participant.of(zookeeper.host(), cluster, "one")) {
      Term term = old.requireOffice();
      next.election.campaign();
      AtomicBoolean deposed = new AtomicBoolean();
      List<RecordKey> written = new ArrayList<>();
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < 5_000 && !deposed.get(); i++) {
                  RecordKey key = new RecordKey("intents", "i" + i);
                  WriteOutcome outcome =
                      old.store.write(term, List.of(new Change.Create(key, "old")));
                  if (outcome.written()) {
                    written.add(key);
                  }
                  deposed.set(outcome instanceof WriteOutcome.Deposed);
                }
              });
      writer.start();
      CuratorFramework client = next.connection.client();
      Await.until("some writes", () -> next.store.list("intents").size() > 20);
      removeCandidate(List.of(old, next), cluster, 0);
      next.requireOffice();
      Stat epoch = client.checkExists().forPath("/pacer/autoscaler/" + cluster + "/epoch");
      writer.join(20_000);

      assertThat(deposed).isTrue();
      assertThat(written).hasSizeGreaterThan(20);
      for (RecordKey key : written) {
        Stat record = client.checkExists().forPath("/pacer/autoscaler/" + cluster + "/" + key);
        assertThat(record.getCzxid()).isLessThan(epoch.getMzxid());
      }
      assertThat(next.store.list("intents")).hasSize(written.size());
    }
  }
}

package dev.pacer.autoscaler.journal.stored;

import dev.pacer.autoscaler.journal.Freeze;
import dev.pacer.autoscaler.journal.JournalException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.zookeeper.Change;
import dev.pacer.cluster.zookeeper.FencedStore;
import dev.pacer.cluster.zookeeper.RecordKey;
import dev.pacer.cluster.zookeeper.StoredRecord;
import dev.pacer.cluster.zookeeper.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What operators stop and let go again, with their own access and whoever leads. */
public final class Freezing {

  /** Another operator may be writing; more often than this it is something else. */
  private static final int TRIES = 3;

  private final FencedStore store;

  public Freezing(FencedStore store) {
    this.store = store;
  }

  /** All freezes there are, those that are over included. */
  public List<Freeze> list() {
    try {
      return read(store);
    } catch (PeerException e) {
      throw new JournalException(e.call().sentence(), e);
    }
  }

  /** Stops directions of a pool, instead of what was said for them before. */
  public void freeze(List<Freeze> freezes, Instant now) {
    for (String pool : freezes.stream().map(Freeze::pool).distinct().toList()) {
      List<Freeze> added = freezes.stream().filter(f -> f.pool().equals(pool)).toList();
      change(
          pool,
          added.stream().map(Freeze::direction).collect(java.util.stream.Collectors.toSet()),
          added,
          now);
    }
  }

  /** Lets directions of a pool go again. */
  public void unfreeze(String pool, Set<Freeze.Direction> directions, Instant now) {
    change(pool, directions, List.of(), now);
  }

  private void change(
      String pool, Set<Freeze.Direction> replaced, List<Freeze> added, Instant now) {
    RecordKey key =
        new RecordKey(RecordKey.FREEZES, pool.equals(Freeze.ALL) ? "@all" : RecordNames.of(pool));
    WriteOutcome outcome = new WriteOutcome.NotWritten("it was not tried");
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<StoredRecord> before;
      try {
        before = store.find(key);
      } catch (PeerException e) {
        throw new JournalException(e.call().sentence(), e);
      }
      List<Freeze> freezes =
          new ArrayList<>(
              before
                  .map(stored -> StoredJournal.parse(stored, FreezeJson::read))
                  .orElse(List.of()));
      freezes.removeIf(f -> replaced.contains(f.direction()) || !now.isBefore(f.until()));
      freezes.addAll(added);
      Optional<Change> change = change(key, before, pool, freezes);
      if (change.isEmpty()) {
        return;
      }
      outcome = store.writeFreezes(List.of(change.get()));
      if (outcome.written()) {
        return;
      }
      if (!(outcome instanceof WriteOutcome.Conflict)) {
        break;
      }
    }
    throw new JournalException(reason(outcome));
  }

  private static Optional<Change> change(
      RecordKey key, Optional<StoredRecord> before, String pool, List<Freeze> freezes) {
    if (freezes.isEmpty()) {
      return before.map(stored -> new Change.Delete(key, stored.version()));
    }
    String text = FreezeJson.write(pool, freezes);
    return Optional.of(
        before
            .<Change>map(stored -> new Change.Update(key, text, stored.version()))
            .orElseGet(() -> new Change.Create(key, text)));
  }

  static List<Freeze> read(FencedStore store) {
    List<Freeze> freezes = new ArrayList<>();
    for (StoredRecord stored : store.list(RecordKey.FREEZES)) {
      freezes.addAll(StoredJournal.parse(stored, FreezeJson::read));
    }
    return freezes;
  }

  static String reason(WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Deposed deposed) {
      return deposed.reason();
    }
    if (outcome instanceof WriteOutcome.Conflict conflict) {
      return conflict.reason();
    }
    if (outcome instanceof WriteOutcome.NotWritten not) {
      return not.reason();
    }
    return outcome instanceof WriteOutcome.Unknown unknown ? unknown.reason() : "written";
  }
}

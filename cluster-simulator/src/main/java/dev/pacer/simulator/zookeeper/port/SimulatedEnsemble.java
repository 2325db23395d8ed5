package dev.pacer.simulator.zookeeper.port;

import dev.pacer.cluster.zookeeper.Change;
import dev.pacer.cluster.zookeeper.RecordKey;
import dev.pacer.cluster.zookeeper.StoredRecord;
import dev.pacer.cluster.zookeeper.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One tool's part of a ZooKeeper ensemble, all in this process: candidates in the order in which
 * they came, the epoch, and records with versions. A session that is silent for longer than its
 * timeout ends, and its candidate with it. For one thread.
 */
public final class SimulatedEnsemble {

  private final InstantSource clock;
  private final Duration sessionTimeout;
  private final SortedMap<RecordKey, StoredRecord> records = new TreeMap<>();
  private final SortedMap<Long, SimulatedSession> candidates = new TreeMap<>();
  private final Map<SimulatedSession, Instant> silentSince = new HashMap<>();
  private long nextCandidate;
  private long epoch;
  private int fence;
  private boolean down;

  /**
   * @param sessionTimeout after how long without a word a session ends
   */
  public SimulatedEnsemble(InstantSource clock, Duration sessionTimeout) {
    this.clock = clock;
    this.sessionTimeout = sessionTimeout;
  }

  /** Begins a session of one instance of the tool. */
  public SimulatedSession connect(String participant) {
    return new SimulatedSession(this, participant);
  }

  /** Nobody can reach it any more; sessions go on when it is back in time, as real ones do. */
  public void goDown() {
    down = true;
  }

  /** It answers again; it gives every session its whole timeout anew. */
  public void comeBack() {
    down = false;
    silentSince.replaceAll((session, since) -> clock.instant());
  }

  boolean isDown() {
    return down;
  }

  InstantSource clock() {
    return clock;
  }

  Duration sessionTimeout() {
    return sessionTimeout;
  }

  void silent(SimulatedSession session) {
    silentSince.putIfAbsent(session, clock.instant());
  }

  /** Hears of a session again; false when it has ended meanwhile. */
  boolean heard(SimulatedSession session) {
    endSilentSessions();
    silentSince.remove(session);
    return !session.ended();
  }

  void endSilentSessions() {
    if (down) {
      return;
    }
    Instant now = clock.instant();
    for (Map.Entry<SimulatedSession, Instant> silent : List.copyOf(silentSince.entrySet())) {
      if (!silent.getValue().plus(sessionTimeout).isAfter(now)) {
        end(silent.getKey());
      }
    }
  }

  void end(SimulatedSession session) {
    session.markEnded();
    withdraw(session);
    silentSince.remove(session);
  }

  void withdraw(SimulatedSession session) {
    candidates.values().removeIf(session::equals);
  }

  /** The candidate whose turn it is, the asking one added at the end if it was not there. */
  SimulatedSession first(SimulatedSession asking) {
    if (!candidates.containsValue(asking)) {
      candidates.put(nextCandidate++, asking);
    }
    return candidates.values().iterator().next();
  }

  long epoch() {
    return epoch;
  }

  int fence() {
    return fence;
  }

  void raiseEpoch() {
    epoch++;
    fence++;
  }

  @Nullable StoredRecord find(RecordKey key) {
    return records.get(key);
  }

  List<StoredRecord> list(String kind) {
    return records.values().stream().filter(r -> r.key().kind().equals(kind)).toList();
  }

  /** All changes or none. */
  WriteOutcome write(List<Change> changes) {
    for (Change change : changes) {
      String conflict = conflict(change);
      if (conflict != null) {
        return new WriteOutcome.Conflict(change.key(), change.key() + conflict);
      }
    }
    List<Integer> versions = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof Change.Create create) {
        records.put(create.key(), new StoredRecord(create.key(), create.text(), 0));
        versions.add(0);
      } else if (change instanceof Change.Update update) {
        int version = update.version() + 1;
        records.put(update.key(), new StoredRecord(update.key(), update.text(), version));
        versions.add(version);
      } else {
        records.remove(change.key());
        versions.add(-1);
      }
    }
    return new WriteOutcome.Written(versions);
  }

  private @Nullable String conflict(Change change) {
    StoredRecord there = records.get(change.key());
    if (change instanceof Change.Create) {
      return there == null ? null : " exists already";
    }
    if (there == null) {
      return " does not exist";
    }
    int seen =
        change instanceof Change.Update update
            ? update.version()
            : ((Change.Delete) change).version();
    return there.version() == seen ? null : " was changed by somebody else";
  }
}

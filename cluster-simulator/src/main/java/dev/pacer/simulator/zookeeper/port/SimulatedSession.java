package dev.pacer.simulator.zookeeper.port;

import dev.pacer.cluster.FailedCall;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.zookeeper.Change;
import dev.pacer.cluster.zookeeper.FencedStore;
import dev.pacer.cluster.zookeeper.LeaderElection;
import dev.pacer.cluster.zookeeper.RecordKey;
import dev.pacer.cluster.zookeeper.Standing;
import dev.pacer.cluster.zookeeper.StoredRecord;
import dev.pacer.cluster.zookeeper.Term;
import dev.pacer.cluster.zookeeper.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One instance's connection to a {@link SimulatedEnsemble}: its candidacy and its store. */
public final class SimulatedSession implements LeaderElection, FencedStore {

  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final SimulatedEnsemble ensemble;
  private final String participant;
  private boolean cut;
  private boolean unsure;
  private boolean ended;
  private boolean loseNextAnswer;
  private @Nullable Term term;
  private Instant confirmedAt = Instant.EPOCH;

  SimulatedSession(SimulatedEnsemble ensemble, String participant) {
    this.ensemble = ensemble;
    this.participant = participant;
  }

  /** The connection breaks; the instance learns of it at once (SUSPENDED). */
  public void cut() {
    cut = true;
    unsure = true;
    ensemble.silent(this);
  }

  /** The connection is back; the session goes on if it has not ended. */
  public void heal() {
    cut = false;
    if (!ensemble.heard(this)) {
      term = null;
      ended = false;
    }
  }

  /** The process stands still, and knows nothing of it; the ensemble hears nothing of it. */
  public void stall() {
    ensemble.silent(this);
  }

  /** The process goes on after it stood still. */
  public void goOn() {
    heal();
  }

  /** The process is killed: its session ends after the timeout. */
  public void die() {
    cut = true;
    ensemble.silent(this);
  }

  /** The next write is made, and its answer lost. */
  public void loseNextAnswer() {
    loseNextAnswer = true;
  }

  void markEnded() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  private boolean unreachable() {
    ensemble.endSilentSessions();
    return cut || ensemble.isDown();
  }

  @Override
  public Standing standing() {
    Term known = term;
    if (unreachable()) {
      unsure = true;
      return new Standing.Lost("no connection to ZooKeeper");
    }
    if (known == null) {
      return new Standing.Standby("another candidate leads");
    }
    if (unsure) {
      return new Standing.Lost("epoch %d has not been confirmed since".formatted(known.epoch()));
    }
    Duration age = Duration.between(confirmedAt, ensemble.clock().instant());
    return age.compareTo(ensemble.sessionTimeout().minus(MARGIN)) >= 0
        ? new Standing.Lost("epoch %d was confirmed too long ago".formatted(known.epoch()))
        : new Standing.Leader(known);
  }

  @Override
  public Standing campaign() {
    if (unreachable()) {
      unsure = true;
      return new Standing.Lost("no connection to ZooKeeper");
    }
    if (ended) {
      ended = false;
      term = null;
    }
    SimulatedSession first = ensemble.first(this);
    if (first != this) {
      term = null;
      return new Standing.Standby("candidate " + first.participant + " leads");
    }
    if (term == null || term.fence() != ensemble.fence()) {
      ensemble.raiseEpoch();
      term = new Term(ensemble.epoch(), ensemble.fence());
    }
    confirmedAt = ensemble.clock().instant();
    unsure = false;
    return new Standing.Leader(term);
  }

  @Override
  public void resign() {
    term = null;
    if (!unreachable()) {
      ensemble.withdraw(this);
    }
  }

  @Override
  public void close() {
    resign();
  }

  @Override
  public Optional<StoredRecord> find(RecordKey key) {
    requireReachable(key.toString());
    return Optional.ofNullable(ensemble.find(key));
  }

  @Override
  public List<StoredRecord> list(String kind) {
    requireReachable(kind);
    return ensemble.list(kind);
  }

  private void requireReachable(String what) {
    if (unreachable()) {
      throw new PeerUnreachableException(
          new FailedCall("read", "zk://simulated/" + what, 0, "no connection", "", false), null);
    }
  }

  @Override
  public WriteOutcome write(Term under, List<Change> changes) {
    if (unreachable()) {
      return new WriteOutcome.NotWritten("no connection to ZooKeeper");
    }
    if (under.fence() != ensemble.fence()) {
      return new WriteOutcome.Deposed("epoch %d is over".formatted(under.epoch()));
    }
    return answered(ensemble.write(changes));
  }

  @Override
  public WriteOutcome writeFreezes(List<Change> changes) {
    for (Change change : changes) {
      if (!change.key().kind().equals(RecordKey.FREEZES)) {
        throw new IllegalArgumentException(change.key() + " is not a freeze");
      }
    }
    return unreachable()
        ? new WriteOutcome.NotWritten("no connection to ZooKeeper")
        : answered(ensemble.write(changes));
  }

  private WriteOutcome answered(WriteOutcome outcome) {
    if (loseNextAnswer) {
      loseNextAnswer = false;
      return new WriteOutcome.Unknown("no answer from ZooKeeper");
    }
    return outcome;
  }
}

package dev.pacer.autoscaler;

import dev.pacer.autoscaler.act.Mandate;
import dev.pacer.autoscaler.decision.Tenure;
import dev.pacer.autoscaler.journal.JournalException;
import dev.pacer.cluster.zookeeper.LeaderElection;
import dev.pacer.cluster.zookeeper.Standing;
import dev.pacer.cluster.zookeeper.Term;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of several equal instances: its turns come to nothing unless it leads (H1-H5). Whatever it
 * did not finish, it or another looks for in the journal and in the cluster. One thread calls it.
 */
public final class Member implements Mandate {

  private static final Logger log = LoggerFactory.getLogger(Member.class);

  private final LeaderElection election;
  private final Waits waits;
  private final InstantSource clock;
  private @Nullable Term term;
  private Tenure tenure = Tenure.ALONE;

  /**
   * How long a new leader holds itself back (H3).
   *
   * @param grace until it does anything; not below the longest call of its predecessor
   * @param removeAfter until it begins removals
   */
  public record Waits(Duration grace, Duration removeAfter) {
    /** As shipped. */
    public static final Waits USUAL = new Waits(Duration.ofSeconds(60), Duration.ofMinutes(5));
  }

  public Member(LeaderElection election, Waits waits, InstantSource clock) {
    this.election = election;
    this.waits = waits;
    this.clock = clock;
  }

  /** Stands for election, and runs a cycle if it leads and has led for long enough. */
  public Turn turn(Autoscaler autoscaler) {
    Standing standing = election.campaign();
    return standing.match(
        leader -> lead(leader.term(), autoscaler),
        standby -> stepDown(new Turn.Idle("stands by: " + standby.reason())),
        lost -> new Turn.Powerless(lost.reason()));
  }

  private Turn stepDown(Turn turn) {
    if (term != null) {
      log.info("does not lead any more epoch={}", term.epoch());
      term = null;
    }
    return turn;
  }

  private Turn lead(Term in, Autoscaler autoscaler) {
    if (!in.equals(term)) {
      term = in;
      tenure = new Tenure(in.epoch(), clock.instant(), waits.grace(), waits.removeAfter());
      log.info("leads epoch={} actsAfterSeconds={}", in.epoch(), waits.grace().toSeconds());
    }
    if (!tenure.actsAt(clock.instant())) {
      return new Turn.Idle(
          "leads in epoch %d since %s, and acts from %s on: the last call of the leader before must have ended (H3)"
              .formatted(in.epoch(), tenure.since(), tenure.since().plus(tenure.buyAfter())));
    }
    try {
      return new Turn.Ran(autoscaler.cycle(tenure));
    } catch (JournalException e) {
      log.warn("cycle ended early cause=\"{}\"", e.getMessage());
      return new Turn.Powerless(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<String> objection() {
    Term in = term;
    Standing standing = election.campaign();
    if (in != null && standing.inOffice().equals(Optional.of(in))) {
      return Optional.empty();
    }
    return Optional.of(
        standing.match(
            leader -> "another epoch has begun, %d".formatted(leader.term().epoch()),
            Standing.Standby::reason,
            Standing.Lost::reason));
  }

  /** Lets another lead at once. */
  public void resign() {
    term = null;
    election.resign();
  }
}

package dev.pacer.cluster.mesos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The cluster as its leader told it in one answer, and how far that can be trusted.
 *
 * @param readAt when the answer was asked for, by the reader's clock
 * @param counts the leader's own counts, asked right after the lists
 */
public record MesosState(
    Instant readAt,
    Office office,
    AgentCounts counts,
    AgentList agents,
    TaskList tasks,
    FrameworkList frameworks,
    List<Executor> executors) {

  /** Who led when the reading began and when it ended. */
  public record Office(MasterStanding before, MasterStanding after) {
    public Office {
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
    }
  }

  public MesosState {
    Objects.requireNonNull(readAt, "readAt");
    Objects.requireNonNull(office, "office");
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(agents, "agents");
    Objects.requireNonNull(tasks, "tasks");
    Objects.requireNonNull(frameworks, "frameworks");
    executors = List.copyOf(executors);
  }

  /** Who answered. */
  public MasterStanding master() {
    return office.after();
  }

  /**
   * Every reason not to take this reading for the whole cluster; empty when there is none.
   *
   * @param returnTime how long agents have to come back to a new leader ({@code
   *     agent_reregister_timeout})
   */
  public List<Doubt> doubts(Duration returnTime) {
    List<Doubt> doubts = new ArrayList<>();
    MasterStanding master = office.after();
    if (!office.before().leading() || !master.leading()) {
      doubts.add(
          new Doubt(
              Doubt.Kind.NOT_LEADING,
              "%s answered and holds %s for the leader"
                  .formatted(master.pid(), master.leaderPid())));
    }
    if (!office.before().sameTermAs(master)) {
      doubts.add(
          new Doubt(
              Doubt.Kind.LEADER_CHANGED,
              "the leader changed during the reading, from %s to %s"
                  .formatted(office.before().pid(), master.pid())));
    }
    if (!agents.recovered().isEmpty()) {
      doubts.add(
          new Doubt(
              Doubt.Kind.AGENTS_RECOVERING,
              agents.recovered().size() + " agents have not come back to the new leader"));
    }
    if (counts.unreachable() > 0) {
      doubts.add(
          new Doubt(
              Doubt.Kind.AGENTS_UNREACHABLE,
              counts.unreachable() + " agents are unreachable and in no list"));
    }
    if (counts.registered() != agents.registered().size()) {
      doubts.add(
          new Doubt(
              Doubt.Kind.COUNTS_DISAGREE,
              "the leader counts %d registered agents and lists %d"
                  .formatted(counts.registered(), agents.registered().size())));
    }
    Duration inOffice = master.inOfficeAt(readAt);
    if (agents.registered().isEmpty()
        && agents.recovered().isEmpty()
        && inOffice.compareTo(returnTime) < 0) {
      doubts.add(
          new Doubt(
              Doubt.Kind.EMPTY_AFTER_ELECTION,
              "no agent from a leader that is in office for " + inOffice.toSeconds() + " s"));
    }
    return List.copyOf(doubts);
  }
}

package dev.pacer.cluster.mesos;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who answered, and whether it leads.
 *
 * @param id of this process; new with every start of a master
 * @param pid {@code master@ip:port}
 * @param leaderPid the leader as ZooKeeper names it, else as the answering master does; empty when
 *     it does not hold itself for the leader and nobody was asked
 * @param electedAt when this process became leader; null when it says it has not
 */
public record MasterStanding(
    String id,
    String pid,
    String leaderPid,
    String version,
    @Nullable Instant startedAt,
    @Nullable Instant electedAt) {
  public MasterStanding {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(pid, "pid");
    Objects.requireNonNull(leaderPid, "leaderPid");
    Objects.requireNonNull(version, "version");
  }

  /** Whether the answering master itself leads. */
  public boolean leading() {
    return electedAt != null && pid.equals(leaderPid);
  }

  /** How long it had led at {@code at}; zero when it does not lead. */
  public Duration inOfficeAt(Instant at) {
    if (electedAt == null || at.isBefore(electedAt)) {
      return Duration.ZERO;
    }
    return Duration.between(electedAt, at);
  }

  /** Whether two answers came from one leader in one term of office. */
  public boolean sameTermAs(MasterStanding other) {
    return id.equals(other.id)
        && pid.equals(other.pid)
        && Objects.equals(electedAt, other.electedAt);
  }
}

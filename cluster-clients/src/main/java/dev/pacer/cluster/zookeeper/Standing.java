package dev.pacer.cluster.zookeeper;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Where a participant of an election stands at one moment. */
public sealed interface Standing {

  /** In office: may write under {@code term}, and act on the world while the term is confirmed. */
  record Leader(Term term) implements Standing {
    public Leader {
      Objects.requireNonNull(term, "term");
    }
  }

  /** Takes part and is connected, but another leads, or nobody does yet. */
  record Standby(String reason) implements Standing {
    public Standby {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * Without power and without knowledge: the connection is lost or suspended, the session has
   * expired, or the last confirmation is too old. Stop issuing at once; reading may go on.
   */
  record Lost(String reason) implements Standing {
    public Lost {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** The term in office, empty for everybody but the leader. */
  default Optional<Term> inOffice() {
    return match(
        leader -> Optional.of(leader.term()), standby -> Optional.empty(), l -> Optional.empty());
  }

  /** Calls the function of this case. */
  default <T> T match(
      Function<Leader, T> onLeader, Function<Standby, T> onStandby, Function<Lost, T> onLost) {
    if (this instanceof Leader leader) {
      return onLeader.apply(leader);
    }
    if (this instanceof Standby standby) {
      return onStandby.apply(standby);
    }
    return onLost.apply((Lost) this);
  }
}

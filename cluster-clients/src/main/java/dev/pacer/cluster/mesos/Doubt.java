package dev.pacer.cluster.mesos;

import java.util.Objects;

/** A reason why a reading does not speak for the whole cluster, with its numbers in words. */
public record Doubt(Kind kind, String text) {
  /** What is doubtful. */
  public enum Kind {
    /** The answering master does not lead. */
    NOT_LEADING,
    /** Another leader took office between the first and the last question. */
    LEADER_CHANGED,
    /** Agents of the registry are not back: listed as recovered, their tasks are in no list. */
    AGENTS_RECOVERING,
    /** Agents are unreachable: counted, in no list, their tasks may run (M4). */
    AGENTS_UNREACHABLE,
    /** The leader's own count of agents is not the length of its list. */
    COUNTS_DISAGREE,
    /**
     * No agent at all, from a leader that is not yet older than the time agents have to return
     * (M1).
     */
    EMPTY_AFTER_ELECTION
  }

  public Doubt {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }
}

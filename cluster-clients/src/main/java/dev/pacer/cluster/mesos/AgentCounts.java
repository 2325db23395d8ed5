package dev.pacer.cluster.mesos;

/**
 * The leader's own counts of agents.
 *
 * @param active make offers
 * @param inactive registered and not active: disconnected ones too (M19)
 * @param unreachable in no list, known by this count only (M4)
 */
public record AgentCounts(long active, long inactive, long unreachable) {
  /** How many agents {@link AgentList#registered} should have. */
  public long registered() {
    return active + inactive;
  }
}

package dev.pacer.cluster.mesos;

import java.util.List;

/**
 * All agents the leader can name. Unreachable, gone and machine-down agents are in no list (M4):
 * the first are counted in {@link AgentCounts}, the others not even there.
 */
public record AgentList(List<Agent> registered, List<RecoveredAgent> recovered) {
  public AgentList {
    registered = List.copyOf(registered);
    recovered = List.copyOf(recovered);
  }
}

package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.AgentSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything the leader knows at one moment; never changes. Without a leader, and from a leader
 * that has not read the registry, all of it is empty.
 *
 * @param version tells states apart; goes up with each change
 * @param at the moment it was taken
 * @param leading index of the leading master, -1 without one
 * @param quotas by role
 * @param counters what has been counted since the election, without {@code master/}
 */
public record MesosState(
    long version,
    Instant at,
    List<MasterView> masters,
    int leading,
    List<AgentView> agents,
    List<RecoveredAgent> recovered,
    List<FrameworkView> frameworks,
    List<FrameworkView> completedFrameworks,
    Set<String> unreachable,
    List<Window> schedule,
    Set<MachineId> down,
    Map<String, Double> weights,
    Map<String, RoleQuota> quotas,
    Map<String, Long> counters) {

  /** An agent that the registry knows and the leader has not heard of yet. */
  public record RecoveredAgent(String id, AgentSpec spec) {}

  /** A role's quota. */
  public record RoleQuota(Map<String, Double> guarantees, Map<String, Double> limits) {}

  /** The leading master, null without one. */
  public @Nullable MasterView leader() {
    return leading < 0 ? null : masters.get(leading);
  }

  public @Nullable AgentView agent(String id) {
    return agents.stream().filter(agent -> agent.id().equals(id)).findFirst().orElse(null);
  }
}

package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.AgentSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the masters' replicated log holds: it outlives every leader. */
final class Registry {

  /** What an operator decided on one kind of resource of a role: guarantee and limit. */
  record Quota(Map<String, Double> guarantees, Map<String, Double> limits) {
    Quota {
      guarantees = Map.copyOf(guarantees);
      limits = Map.copyOf(limits);
    }
  }

  /** Agents that are registered, or will be expected by the next leader. */
  final Map<String, AgentSpec> admitted = new LinkedHashMap<>();

  final Map<String, Instant> unreachable = new LinkedHashMap<>();

  /** Agents that may never come back. */
  final Set<String> gone = new LinkedHashSet<>();

  final Set<String> deactivated = new LinkedHashSet<>();
  final Map<String, DrainInfo> drains = new LinkedHashMap<>();
  final List<Window> schedule = new ArrayList<>();
  final Set<MachineId> down = new LinkedHashSet<>();
  final Map<String, Double> weights = new TreeMap<>();
  final Map<String, Quota> quotas = new TreeMap<>();

  boolean knows(String agentId) {
    return admitted.containsKey(agentId) || unreachable.containsKey(agentId);
  }

  void forget(String agentId) {
    admitted.remove(agentId);
    unreachable.remove(agentId);
    deactivated.remove(agentId);
    drains.remove(agentId);
  }

  boolean scheduled(MachineId machine) {
    return schedule.stream().anyMatch(window -> window.holds(machine));
  }
}

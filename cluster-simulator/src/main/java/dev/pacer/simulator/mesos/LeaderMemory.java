package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.AgentSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one leader knows; it dies with its term of office. */
final class LeaderMemory {

  private static final int MOST_COMPLETED = 50;

  final Map<String, AgentRecord> agents = new LinkedHashMap<>();
  final Map<String, AgentSpec> recovered = new LinkedHashMap<>();
  final Map<String, FrameworkRecord> frameworks = new LinkedHashMap<>();
  final Deque<FrameworkRecord> completed = new ArrayDeque<>();
  final Map<String, OfferRecord> offers = new LinkedHashMap<>();
  final Counters counters = new Counters();

  /** Thousandths of each scalar that frameworks use or are offered, by role. */
  final Map<String, Map<String, Long>> heldByRole = new HashMap<>();

  /** Whether the registry has been read; until then lists are empty and v1 does not answer. */
  boolean ready;

  /**
   * How many agents must be back before anything is offered; zero: no need to wait. Only a leader
   * that finds quotas in its registry waits (mesos.md 8).
   */
  int awaitedAgents;

  long nextAgent;
  long nextFramework;
  long nextOffer;

  @Nullable FrameworkRecord framework(String id) {
    return frameworks.get(id);
  }

  FrameworkRecord requireFramework(String id) {
    return Objects.requireNonNull(frameworks.get(id), id);
  }

  void complete(FrameworkRecord framework) {
    completed.addLast(framework);
    if (completed.size() > MOST_COMPLETED) {
      completed.removeFirst();
    }
  }

  /** Takes offers back; nobody is told. */
  void unoffer(OfferRecord offer) {
    if (offers.remove(offer.id()) == null) {
      return;
    }
    AgentRecord agent = agents.get(offer.offer().agentId());
    if (agent != null) {
      agent.unoffer(offer);
    }
    FrameworkRecord framework = frameworks.get(offer.offer().frameworkId());
    if (framework != null) {
      framework.offers.remove(offer.id());
      hold(framework, offer.offer().allocationRole(), offer.resources(), -1);
      framework.changed();
    }
  }

  void offer(AgentRecord agent, FrameworkRecord framework, OfferRecord offer) {
    offers.put(offer.id(), offer);
    agent.offer(offer);
    framework.offers.put(offer.id(), offer);
    framework.changed();
    hold(framework, offer.offer().allocationRole(), offer.resources(), 1);
  }

  void use(AgentRecord agent, FrameworkRecord framework, String role, Resources resources) {
    agent.use(framework.id(), role, resources);
    framework.changed();
    hold(framework, role, resources, 1);
  }

  void release(AgentRecord agent, FrameworkRecord framework, String role, Resources resources) {
    agent.release(framework.id(), role, resources);
    framework.changed();
    hold(framework, role, resources, -1);
  }

  private void hold(FrameworkRecord framework, String role, Resources resources, int sign) {
    Map<String, Long> ofRole = heldByRole.computeIfAbsent(role, key -> new HashMap<>());
    for (String name : resources.names()) {
      long milli = resources.scalar(name).movePointRight(3).longValue();
      framework.held.merge(name, sign * milli, Long::sum);
      ofRole.merge(name, sign * milli, Long::sum);
    }
  }

  /** Tasks that the master holds for that agent, unreachable and ended ones left out. */
  List<TaskView> tasksOn(String agentId) {
    return frameworks.values().stream()
        .flatMap(framework -> framework.tasks.values().stream())
        .filter(task -> task.agentId().equals(agentId))
        .toList();
  }
}

package dev.pacer.view;

import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.RunSpec;
import dev.pacer.placement.pack.Pending;
import java.util.List;
import java.util.Map;

/**
 * What waits in Marathon's launch queue, told apart (D1-D8).
 *
 * @param settings how this Marathon matches offers
 * @param pending instances that need a place now
 * @param held instances that wait and that no machine helps, with why
 * @param perAgent run specs that belong on every agent: overhead, never demand
 * @param poison run specs that stop this Marathon from launching anything, with why (F11)
 */
public record Demand(
    MatcherSettings settings,
    List<Pending> pending,
    List<Held> held,
    List<PerAgent> perAgent,
    Map<String, String> poison) {

  /** The label of apps that run on every agent and end with it. */
  public static final String PER_AGENT_LABEL = "autoscaler/per-agent";

  /** The label that says which demand is placed first; a whole number. */
  public static final String PRIORITY_LABEL = "autoscaler/priority";

  /** Instances that wait for something that a machine does not bring. */
  public record Held(String app, int count, String why) {}

  /**
   * A run spec that belongs on every agent.
   *
   * @param taskPrefix how the Mesos ids of its tasks begin
   * @param agents ids of the agents that it runs or starts on
   */
  public record PerAgent(RunSpec spec, String taskPrefix, List<String> agents) {
    public PerAgent {
      agents = List.copyOf(agents);
    }
  }

  public Demand {
    pending = List.copyOf(pending);
    held = List.copyOf(held);
    perAgent = List.copyOf(perAgent);
    poison = Map.copyOf(poison);
  }

  public int count() {
    return pending.stream().mapToInt(Pending::count).sum();
  }
}

package dev.pacer.simulator.scenario;

import dev.pacer.simulator.offer.AgentSpec;
import java.util.List;

/**
 * A simulated cluster and what happens on it. All durations are simulated ones: a served simulation
 * divides them by its speed.
 *
 * @param registries image registries, at least one
 * @param groups Auto Scaling groups; their running instances are agents at the start
 * @param agents agents that no Auto Scaling group gives
 * @param apps apps posted, changed and removed in the course of time
 * @param tasks how tasks behave; the first rule whose pattern matches the app's id counts
 */
public record Scenario(
    MesosShape mesos,
    MarathonShape marathon,
    AwsShape aws,
    List<RegistryShape> registries,
    List<GroupSpec> groups,
    List<AgentSpec> agents,
    List<AppChange> apps,
    List<TaskRule> tasks,
    List<FaultEntry> faults,
    List<Happening> events) {
  public Scenario {
    if (registries.isEmpty()) {
      throw new IllegalArgumentException("need at least one registry");
    }
    registries = List.copyOf(registries);
    groups = List.copyOf(groups);
    agents = List.copyOf(agents);
    apps = List.copyOf(apps);
    tasks = List.copyOf(tasks);
    faults = List.copyOf(faults);
    events = List.copyOf(events);
  }
}

package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.Goal;
import dev.pacer.simulator.marathon.instance.Instance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brings the number of instances to what is wanted; kills first, then starts. */
final class Scaling implements Work {

  private final Tracker tracker;
  private final LaunchQueue queue;
  private final Killer killer;
  private final Readiness readiness;
  private final RunSpec spec;
  private final Set<String> sentenced;
  private final Set<String> dying = new HashSet<>();
  private final Set<String> up = new HashSet<>();
  private boolean grows;

  Scaling(Parts parts, RunSpec spec, Set<String> sentenced) {
    this.tracker = parts.tracker();
    this.queue = parts.queue();
    this.killer = parts.killer();
    this.readiness = parts.readiness();
    this.spec = spec;
    this.sentenced = sentenced;
  }

  @Override
  public void start() {
    List<Instance> wanted = tracker.wanted(spec.id());
    int there = wanted.size() + queue.coming(spec.id());
    List<Instance> victims = Victims.choose(spec, wanted, sentenced, spec.instances());
    victims.forEach(victim -> dying.add(victim.id()));
    int toStart = spec.instances() - there + victims.size();
    grows = toStart > 0;
    for (Instance victim : victims) {
      if (spec.isResident()) {
        killer.stop(victim);
      } else {
        killer.decommission(victim);
      }
    }
    if (grows) {
      queue.add(spec, toStart);
    }
  }

  @Override
  public boolean proceed() {
    for (Instance instance : tracker.of(spec.id())) {
      if (instance.goal() == Goal.RUNNING
          && instance.consideredHealthy()
          && readiness.ready(instance)) {
        up.add(instance.id());
      }
    }
    boolean killed =
        dying.stream()
            .map(tracker::find)
            .noneMatch(i -> i != null && i.goal() != Goal.RUNNING && i.condition().active());
    return killed && (!grows || up.size() >= spec.instances());
  }
}

package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.Goal;
import dev.pacer.simulator.marathon.instance.Instance;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Replaces every instance of an older configuration, as the strategy allows (marathon.md 6.2). */
final class Upgrading implements Work {

  private final Tracker tracker;
  private final LaunchQueue queue;
  private final Killer killer;
  private final Readiness readiness;
  private final RunSpec spec;
  private final Deque<String> toKill = new ArrayDeque<>();
  private final Set<String> old = new HashSet<>();
  private final Set<String> up = new HashSet<>();
  private int capacity;
  private int started;

  Upgrading(Parts parts, RunSpec spec) {
    this.tracker = parts.tracker();
    this.queue = parts.queue();
    this.killer = parts.killer();
    this.readiness = parts.readiness();
    this.spec = spec;
  }

  @Override
  public void start() {
    List<Instance> wanted = tracker.wanted(spec.id());
    List<Instance> outdated =
        wanted.stream()
            .filter(i -> !isNew(i))
            .sorted(Comparator.comparing(Victims::age).thenComparing(Instance::id))
            .toList();
    outdated.forEach(
        instance -> {
          old.add(instance.id());
          toKill.add(instance.id());
        });
    started = wanted.size() - outdated.size() + queue.coming(spec.id());
    RunSpec.Upgrade strategy = spec.upgrade();
    int least = (int) Math.ceil(spec.instances() * strategy.minimumHealthCapacity());
    capacity = (int) Math.floor(spec.instances() * (1 + strategy.maximumOverCapacity()));
    int healthy = (int) wanted.stream().filter(Instance::consideredHealthy).count();
    int atOnce = Math.max(0, Math.max(healthy - least, wanted.size() - spec.instances()));
    if (least == capacity && capacity <= healthy) {
      if (spec.isResident()) {
        atOnce = healthy - least + 1;
      } else {
        capacity++;
      }
    }
    for (int i = 0; i < atOnce; i++) {
      killNext();
    }
    queue.reconsider(spec);
    launch();
  }

  private boolean isNew(Instance instance) {
    return instance.spec().lastConfigChangeAt().equals(spec.lastConfigChangeAt());
  }

  private void killNext() {
    String id = toKill.poll();
    while (id != null && !old.contains(id)) {
      id = toKill.poll();
    }
    Instance instance = id == null ? null : tracker.find(id);
    if (instance == null) {
      return;
    }
    if (spec.isResident()) {
      killer.stop(instance);
    } else {
      killer.decommission(instance);
    }
  }

  private void launch() {
    int room = Math.max(0, capacity - old.size() - started);
    int missing = Math.max(0, spec.instances() - started);
    int now = Math.min(room, missing);
    if (now > 0) {
      started += now;
      queue.add(spec, now);
    }
  }

  @Override
  public boolean proceed() {
    boolean gone =
        old.removeIf(
            id -> {
              Instance instance = tracker.find(id);
              if (instance != null && isNew(instance)) {
                started++; // it waited, and was launched in the new version
                return true;
              }
              return instance == null
                  || (instance.goal() != Goal.RUNNING && !instance.condition().active());
            });
    if (gone) {
      launch();
    }
    for (Instance instance : List.copyOf(tracker.of(spec.id()))) {
      if (isNew(instance)
          && instance.goal() == Goal.RUNNING
          && instance.consideredHealthy()
          && readiness.ready(instance)
          && up.add(instance.id())) {
        killNext();
      }
    }
    if (up.size() >= spec.instances()) {
      // What is left of the old ones has nothing to wait for.
      while (!toKill.isEmpty()) {
        killNext();
      }
    }
    return old.isEmpty() && up.size() >= spec.instances();
  }
}

package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Goal;
import dev.pacer.simulator.marathon.instance.Instance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All instances, and who wants to know of their changes. */
public final class Tracker {

  /** Told of every change. */
  public interface Listener {

    /** {@code before} null: it is new; {@code after} null: it is forgotten. */
    void changed(@Nullable Instance before, @Nullable Instance after);
  }

  private final Core core;
  private final Map<String, Map<String, Instance>> bySpec = new TreeMap<>();
  private final Map<String, String> specOf = new LinkedHashMap<>();
  private final List<Listener> listeners = new ArrayList<>();

  public Tracker(Core core) {
    this.core = core;
  }

  void listen(Listener listener) {
    listeners.add(listener);
  }

  public @Nullable Instance find(String instanceId) {
    String spec = specOf.get(instanceId);
    return spec == null ? null : bySpec.getOrDefault(spec, Map.of()).get(instanceId);
  }

  /** The instances of an app or pod, in the order of their making. */
  public Collection<Instance> of(String specId) {
    return Collections.unmodifiableCollection(bySpec.getOrDefault(specId, Map.of()).values());
  }

  /** All instances, by their app or pod. */
  public Map<String, List<Instance>> all() {
    Map<String, List<Instance>> all = new TreeMap<>();
    bySpec.forEach((spec, instances) -> all.put(spec, List.copyOf(instances.values())));
    return all;
  }

  /** Stores a new value of an instance; tells the stream when its condition or goal changed. */
  void put(Instance instance) {
    Instance before = find(instance.id());
    core.changing();
    bySpec
        .computeIfAbsent(instance.specId(), spec -> new LinkedHashMap<>())
        .put(instance.id(), instance);
    specOf.put(instance.id(), instance.specId());
    boolean visible =
        before == null
            || before.condition() != instance.condition()
            || before.goal() != instance.goal();
    if (visible) {
      publish(instance);
    }
    tell(before, instance);
  }

  private void publish(Instance instance) {
    AgentInfo agent = instance.attempt() > 0 ? instance.agent() : null;
    core.events()
        .publish(
            "instance_changed_event",
            "instanceId",
            instance.id(),
            "condition",
            instance.condition().wireName(),
            "runSpecId",
            instance.specId(),
            "agentId",
            agent == null ? null : agent.agentId(),
            "host",
            agent == null ? null : agent.host(),
            "runSpecVersion",
            instance.spec().version());
  }

  /** Forgets an instance. */
  void remove(String instanceId) {
    String spec = specOf.get(instanceId);
    if (spec == null) {
      return;
    }
    core.changing();
    specOf.remove(instanceId);
    Map<String, Instance> instances = bySpec.get(spec);
    if (instances == null) {
      return;
    }
    Instance before = instances.remove(instanceId);
    if (instances.isEmpty()) {
      bySpec.remove(spec);
    }
    tell(before, null);
  }

  private void tell(@Nullable Instance before, @Nullable Instance after) {
    for (Listener listener : listeners) {
      listener.changed(before, after);
    }
  }

  /** Those that are to run, without the ones given up as unreachable. */
  List<Instance> wanted(String specId) {
    return of(specId).stream()
        .filter(i -> i.goal() == Goal.RUNNING)
        .filter(
            i ->
                i.condition()
                    != dev.pacer.simulator.marathon.instance.Condition.UNREACHABLE_INACTIVE)
        .toList();
  }
}

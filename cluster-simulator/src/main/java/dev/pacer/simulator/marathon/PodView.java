package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.HealthWatch;
import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Condition;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.instance.TaskEntry;
import dev.pacer.simulator.marathon.json.Doc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod's status (marathon.md 4.6), out of its instances.
 *
 * @param status {@code STABLE} or {@code DEGRADED}
 * @param instances those that were launched
 */
public record PodView(RunSpec spec, String status, Instant since, List<InstanceView> instances) {

  public PodView {
    instances = List.copyOf(instances);
  }

  /** One instance. */
  public record InstanceView(
      Instance instance,
      AgentInfo agent,
      String status,
      Instant since,
      List<ContainerView> containers) {
    public InstanceView {
      containers = List.copyOf(containers);
    }
  }

  /**
   * One container.
   *
   * @param healthy null without a health check, or before its first result
   */
  public record ContainerView(
      TaskEntry task, Doc definition, @Nullable Boolean healthy, List<EndpointView> endpoints) {
    public ContainerView {
      endpoints = List.copyOf(endpoints);
    }
  }

  /** One port that was given. */
  public record EndpointView(String name, @Nullable Integer hostPort) {}

  /** The status of a pod as it was seen. */
  public static PodView of(MarathonModel model, Snapshot seen, RunSpec spec) {
    List<InstanceView> instances = new ArrayList<>();
    Instant since = spec.version();
    int stable = 0;
    for (Instance instance : seen.instancesOf(spec.id())) {
      AgentInfo agent = instance.agent();
      if (instance.tasks().isEmpty() || agent == null) {
        continue;
      }
      InstanceView view =
          new InstanceView(
              instance, agent, status(instance), changed(instance), containers(model, instance));
      stable += view.status().equals("STABLE") ? 1 : 0;
      since = view.since().isAfter(since) ? view.since() : since;
      instances.add(view);
    }
    return new PodView(spec, stable >= spec.instances() ? "STABLE" : "DEGRADED", since, instances);
  }

  private static Instant changed(Instance instance) {
    return instance.tasks().stream()
        .map(TaskEntry::changedAt)
        .max(Comparator.naturalOrder())
        .orElse(instance.since());
  }

  private static String status(Instance instance) {
    Condition condition = instance.condition();
    if (condition.terminal()) {
      return "TERMINAL";
    }
    return switch (condition) {
      case SCHEDULED, PROVISIONED -> "PENDING";
      case STAGING, STARTING -> "STAGING";
      case RUNNING -> instance.consideredHealthy() ? "STABLE" : "DEGRADED";
      default -> "DEGRADED";
    };
  }

  private static List<ContainerView> containers(MarathonModel model, Instance instance) {
    List<ContainerView> containers = new ArrayList<>();
    List<Doc> definitions = instance.spec().doc().docs("containers");
    List<HealthWatch.Result> health = model.health(instance);
    int nextCheck = 0;
    for (int i = 0; i < instance.tasks().size(); i++) {
      TaskEntry task = instance.tasks().get(i);
      Doc definition = definitions.get(i);
      Boolean healthy = null;
      if (definition.has("healthCheck")) {
        healthy = nextCheck < health.size() ? health.get(nextCheck).alive() : null;
        nextCheck++;
      }
      List<EndpointView> endpoints = new ArrayList<>();
      int nextPort = 0;
      for (Doc endpoint : definition.docs("endpoints")) {
        Integer port =
            endpoint.has("hostPort") && nextPort < task.ports().size()
                ? task.ports().get(nextPort++)
                : null;
        endpoints.add(new EndpointView(endpoint.text("name"), port));
      }
      containers.add(new ContainerView(task, definition, healthy, endpoints));
    }
    return containers;
  }
}

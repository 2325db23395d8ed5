package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.HealthWatch;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Condition;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.instance.TaskEntry;
import dev.pacer.simulator.marathon.json.Doc;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pods and their status as {@code /v2/pods} shows them (marathon.md 4.6). */
final class PodWriter {

  private static final String NANOS = "982131";

  private final MarathonModel model;
  private final Snapshot now;

  PodWriter(MarathonModel model, Snapshot now) {
    this.model = model;
    this.now = now;
  }

  static Doc spec(RunSpec spec) {
    return withVersion(spec.doc(), EventBus.time(spec.version()));
  }

  static Doc withVersion(Doc definition, String version) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", definition.get("id"));
    if (definition.has("labels")) {
      fields.put("labels", definition.get("labels"));
    }
    fields.put("version", version);
    definition.fields().forEach(fields::putIfAbsent);
    return new Doc(fields);
  }

  Doc status(RunSpec spec) {
    List<Doc> instances = new ArrayList<>();
    Instant changed = spec.version();
    int stable = 0;
    for (Instance instance : now.instancesOf(spec.id())) {
      if (instance.tasks().isEmpty() || instance.agent() == null) {
        continue;
      }
      if (status(instance).equals("STABLE")) {
        stable++;
      }
      Instant since = since(instance);
      changed = since.isAfter(changed) ? since : changed;
      instances.add(instance(instance, instance.agent()));
    }
    String state = stable >= spec.instances() ? "STABLE" : "DEGRADED";
    return Doc.of(
        "id",
        spec.id(),
        "spec",
        spec(spec),
        "status",
        state,
        "statusSince",
        EventBus.time(changed),
        "instances",
        instances,
        "terminationHistory",
        List.of(),
        "lastUpdated",
        EventBus.time(now.at()),
        "lastChanged",
        EventBus.time(changed));
  }

  private static Instant since(Instance instance) {
    return instance.tasks().stream()
        .map(TaskEntry::changedAt)
        .max(Comparator.naturalOrder())
        .orElse(instance.since());
  }

  private String status(Instance instance) {
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

  private Doc instance(Instance instance, AgentInfo agent) {
    RunSpec spec = instance.spec();
    String since = EventBus.time(since(instance));
    boolean running = instance.condition() == Condition.RUNNING;
    return Doc.of(
        "id",
        instance.id(),
        "status",
        status(instance),
        "statusSince",
        since,
        "conditions",
        List.of(),
        "agentHostname",
        agent.host(),
        "agentId",
        agent.agentId(),
        "agentRegion",
        agent.region(),
        "agentZone",
        agent.zone(),
        "resources",
        Doc.of(
            "cpus", BigDecimal.valueOf(spec.needs().cpus()),
            "mem", BigDecimal.valueOf(spec.needs().mem()),
            "disk", BigDecimal.valueOf(spec.needs().disk()),
            "gpus", spec.needs().gpus()),
        "networks",
        running ? List.of(Doc.of("addresses", List.of(agent.host()))) : List.of(),
        "containers",
        containers(instance),
        "specReference",
        "/v2/pods"
            + spec.id()
            + "::versions/"
            + EventBus.time(spec.version()).replace("Z", NANOS + "Z"),
        "localVolumes",
        TaskWriter.volumes(instance),
        "lastUpdated",
        since,
        "lastChanged",
        since,
        "role",
        spec.role());
  }

  private List<Doc> containers(Instance instance) {
    List<Doc> containers = new ArrayList<>();
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
      containers.add(container(task, definition, healthy));
    }
    return containers;
  }

  private static Doc container(TaskEntry task, Doc definition, @Nullable Boolean healthy) {
    String since = EventBus.time(task.changedAt());
    List<Doc> endpoints = new ArrayList<>();
    int next = 0;
    for (Doc endpoint : definition.docs("endpoints")) {
      Integer port =
          endpoint.has("hostPort") && next < task.ports().size() ? task.ports().get(next++) : null;
      endpoints.add(
          Doc.of("name", endpoint.get("name"), "allocatedHostPort", port, "healthy", healthy));
    }
    return Doc.of(
        "name",
        task.container(),
        "status",
        task.state() == null ? "TASK_STAGING" : task.state().wireName(),
        "statusSince",
        since,
        "conditions",
        healthy == null
            ? List.of()
            : List.of(
                Doc.of(
                    "name",
                    "healthy",
                    "lastChanged",
                    since,
                    "lastUpdated",
                    since,
                    "value",
                    String.valueOf(healthy),
                    "reason",
                    "health-reported-by-mesos")),
        "containerId",
        task.taskId(),
        "endpoints",
        endpoints,
        "resources",
        definition.doc("resources"),
        "lastUpdated",
        since,
        "lastChanged",
        since);
  }

  /** What a kill of an instance answers. */
  static Doc killed(Instance instance) {
    AgentInfo agent = instance.agent();
    return Doc.of(
        "instanceId",
        instance.id(),
        "state",
        Doc.of(
            "condition",
            instance.condition().wireName(),
            "since",
            EventBus.time(instance.since()),
            "activeSince",
            instance.activeSince() == null ? null : EventBus.time(instance.activeSince()),
            "healthy",
            instance.healthy(),
            "goal",
            instance.goal().wireName()),
        "agentInfo",
        agent == null
            ? null
            : Doc.of(
                "host",
                agent.host(),
                "agentId",
                agent.agentId(),
                "region",
                agent.region(),
                "zone",
                agent.zone(),
                "attributes",
                List.of()),
        "runSpecVersion",
        EventBus.time(instance.spec().version()),
        "unreachableStrategy",
        instance.spec().unreachableStrategy());
  }
}

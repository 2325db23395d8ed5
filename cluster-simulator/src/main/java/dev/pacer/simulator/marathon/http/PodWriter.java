package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.PodView;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import java.math.BigDecimal;
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

  /** A status leaves out what the pod's own answers show as an empty object. */
  private static Doc withoutEmptyPlacement(Doc spec) {
    Doc scheduling = spec.doc("scheduling");
    return scheduling.doc("placement").isEmpty()
        ? spec.with("scheduling", scheduling.without("placement"))
        : spec;
  }

  Doc status(RunSpec spec) {
    PodView view = PodView.of(model, now, spec);
    String since = EventBus.time(view.since());
    return Doc.of(
        "id",
        spec.id(),
        "spec",
        withoutEmptyPlacement(spec(spec)),
        "status",
        view.status(),
        "statusSince",
        since,
        "instances",
        view.instances().stream().map(PodWriter::instance).toList(),
        "terminationHistory",
        List.of(),
        "lastUpdated",
        EventBus.time(now.at()),
        "lastChanged",
        since);
  }

  private static Doc instance(PodView.InstanceView view) {
    Instance instance = view.instance();
    AgentInfo agent = view.agent();
    RunSpec spec = instance.spec();
    String since = EventBus.time(view.since());
    return Doc.of(
        "id",
        instance.id(),
        "status",
        view.status(),
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
        instance.running() ? List.of(Doc.of("addresses", List.of(agent.host()))) : List.of(),
        "containers",
        view.containers().stream().map(PodWriter::container).toList(),
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

  private static Doc container(PodView.ContainerView view) {
    String since = EventBus.time(view.task().changedAt());
    Boolean healthy = view.healthy();
    return Doc.of(
        "name",
        view.task().container(),
        "status",
        view.task().state() == null ? "TASK_STAGING" : view.task().state().wireName(),
        "statusSince",
        since,
        "conditions",
        healthy == null ? List.of() : List.of(healthy(since, healthy)),
        "containerId",
        view.task().taskId(),
        "endpoints",
        view.endpoints().stream()
            .map(
                endpoint ->
                    Doc.of(
                        "name", endpoint.name(),
                        "allocatedHostPort", endpoint.hostPort(),
                        "healthy", healthy))
            .toList(),
        "resources",
        view.definition().doc("resources"),
        "lastUpdated",
        since,
        "lastChanged",
        since);
  }

  private static Doc healthy(String since, boolean healthy) {
    return Doc.of(
        "name",
        "healthy",
        "lastChanged",
        since,
        "lastUpdated",
        since,
        "value",
        String.valueOf(healthy),
        "reason",
        "health-reported-by-mesos");
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

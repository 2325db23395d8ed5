package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.HealthWatch;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.instance.TaskEntry;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.offer.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks of apps as the API shows them (marathon.md 4.2). */
final class TaskWriter {

  private final MarathonModel model;
  private final Snapshot now;

  TaskWriter(MarathonModel model, Snapshot now) {
    this.model = model;
    this.now = now;
  }

  /** The tasks of an app; service ports are told in the list of all tasks only. */
  List<Doc> tasks(RunSpec spec, boolean withServicePorts) {
    List<Doc> tasks = new ArrayList<>();
    for (Instance instance : now.instancesOf(spec.id())) {
      Doc task = task(instance, withServicePorts ? spec.servicePorts() : List.of());
      if (task != null) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  /** An instance that was never launched shows no task. */
  @Nullable Doc task(Instance instance, List<Integer> servicePorts) {
    AgentInfo agent = instance.agent();
    if (instance.tasks().isEmpty() || agent == null) {
      return null;
    }
    TaskEntry task = instance.tasks().get(0);
    TaskState state = task.state() == null ? TaskState.STAGING : task.state();
    boolean over = state.terminal() || !instance.condition().active();
    return Doc.of(
        "appId",
        instance.specId(),
        "healthCheckResults",
        health(instance),
        "host",
        agent.host(),
        "id",
        task.taskId(),
        "ipAddresses",
        task.addressed()
            ? List.of(Doc.of("ipAddress", agent.host(), "protocol", "IPv4"))
            : List.of(),
        "ports",
        over ? List.of() : task.ports(),
        "servicePorts",
        servicePorts,
        "slaveId",
        agent.agentId(),
        "state",
        state.wireName(),
        "stagedAt",
        over ? null : EventBus.time(task.stagedAt()),
        "startedAt",
        over || task.startedAt() == null ? null : EventBus.time(task.startedAt()),
        "version",
        over ? null : EventBus.time(instance.spec().version()),
        "localVolumes",
        volumes(instance),
        "region",
        agent.region(),
        "zone",
        agent.region() == null ? null : agent.zone(),
        "role",
        instance.spec().role());
  }

  static List<Doc> volumes(Instance instance) {
    List<Doc> volumes = new ArrayList<>();
    for (String id : instance.volumes() == null ? List.<String>of() : instance.volumes()) {
      List<String> parts = List.of(id.split("#", -1));
      volumes.add(
          Doc.of(
              "runSpecId",
              instance.specId(),
              "containerPath",
              parts.get(1),
              "uuid",
              parts.get(2),
              "persistenceId",
              id));
    }
    return volumes;
  }

  private List<Doc> health(Instance instance) {
    List<Doc> results = new ArrayList<>();
    for (HealthWatch.Result result : model.health(instance)) {
      results.add(
          Doc.of(
              "alive",
              result.alive(),
              "consecutiveFailures",
              result.failures(),
              "firstSuccess",
              result.firstSuccess() == null ? null : EventBus.time(result.firstSuccess()),
              "instanceId",
              "instance [" + instance.id() + "]",
              "lastSuccess",
              result.lastSuccess() == null ? null : EventBus.time(result.lastSuccess()),
              "lastFailure",
              result.lastFailure() == null ? null : EventBus.time(result.lastFailure()),
              "lastFailureCause",
              result.lastFailure() == null ? null : HealthWatch.CAUSE));
    }
    return results;
  }
}

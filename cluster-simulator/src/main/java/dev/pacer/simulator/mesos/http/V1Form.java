package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.AgentView;
import dev.pacer.simulator.mesos.Allocation;
import dev.pacer.simulator.mesos.DrainInfo;
import dev.pacer.simulator.mesos.ExecutorView;
import dev.pacer.simulator.mesos.FrameworkView;
import dev.pacer.simulator.mesos.RecordedStatus;
import dev.pacer.simulator.mesos.Resources;
import dev.pacer.simulator.mesos.TaskView;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.TaskStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Agents, frameworks and tasks as the operator API v1 shows them (mesos.md 4.3). */
final class V1Form {

  private V1Form() {}

  static Map<String, Object> id(String value) {
    return Json.object("value", value);
  }

  /** {@code checkpoint} null: the agent itself does not say it. */
  static Map<String, Object> agentInfo(String id, AgentSpec spec, @Nullable Boolean checkpoint) {
    return Json.object(
        "hostname", spec.hostname(),
        "port", spec.port(),
        "resources", ResourceForm.own(Resources.of(spec.resources())),
        "attributes",
            spec.attributes().isEmpty() ? null : ResourceForm.typedAttributes(spec.attributes()),
        "id", id(id),
        "checkpoint", checkpoint,
        "domain", ResourceForm.domain(spec.region(), spec.zone()));
  }

  static Map<String, Object> agent(AgentView agent) {
    DrainInfo drain = agent.drain();
    return Json.object(
        "agent_info",
        agentInfo(agent.id(), agent.spec(), true),
        "active",
        agent.active(),
        "deactivated",
        agent.deactivated(),
        "version",
        Build.VERSION,
        "pid",
        agent.pid(),
        "registered_time",
        Json.nanoseconds(agent.registered()),
        "reregistered_time",
        moment(agent.reregistered()),
        "total_resources",
        ResourceForm.full(agent.total()),
        "allocated_resources",
        unlessEmpty(agent.used()),
        "offered_resources",
        unlessEmpty(agent.offered()),
        "capabilities",
        Build.typed(Build.AGENT_CAPABILITIES),
        "drain_info",
        drain == null
            ? null
            : Json.object(
                "state",
                drain.drained() ? "DRAINED" : "DRAINING",
                "config",
                OldForm.drainConfig(drain)),
        "estimated_drain_start_time",
        drain == null ? null : wholeSeconds(drain.startedAt()));
  }

  static Map<String, Object> wholeSeconds(Instant moment) {
    return Json.nanoseconds(moment.truncatedTo(ChronoUnit.SECONDS));
  }

  private static @Nullable Map<String, Object> moment(@Nullable Instant instant) {
    return instant == null ? null : Json.nanoseconds(instant);
  }

  private static @Nullable List<Object> unlessEmpty(List<Allocation> allocations) {
    List<Object> full = ResourceForm.full(allocations);
    return full.isEmpty() ? null : full;
  }

  static Map<String, Object> task(TaskView task) {
    RecordedStatus last = task.lastUpdate();
    return Json.object(
        "name",
        task.name(),
        "task_id",
        id(task.id()),
        "framework_id",
        id(task.frameworkId()),
        "executor_id",
        task.executorId().isEmpty() ? null : id(task.executorId()),
        "agent_id",
        id(task.agentId()),
        "state",
        task.state().wireName(),
        "resources",
        ResourceForm.allocated(task.resources(), task.role()),
        "statuses",
        task.statuses().isEmpty()
            ? null
            : task.statuses().stream().map(status -> (Object) status(status)).toList(),
        "status_update_state",
        last == null ? null : last.status().state().wireName(),
        "status_update_uuid",
        last == null ? null : last.uuid(),
        "labels",
        task.labels().isEmpty() ? null : Json.object("labels", ResourceForm.labels(task.labels())),
        "kill_policy",
        task.killGrace() == null
            ? null
            : Json.object("grace_period", Json.object("nanoseconds", task.killGrace().toNanos())));
  }

  static Map<String, Object> status(RecordedStatus recorded) {
    TaskStatus status = recorded.status();
    return Json.object(
        "task_id",
        id(status.taskId()),
        "state",
        status.state().wireName(),
        "message",
        status.message(),
        "source",
        status.source(),
        "reason",
        status.reason(),
        "agent_id",
        status.agentId().isEmpty() ? null : id(status.agentId()),
        "executor_id",
        recorded.executorId() == null ? null : id(recorded.executorId()),
        "timestamp",
        Json.seconds(status.timestamp()),
        "uuid",
        recorded.uuid(),
        "container_status",
        OldForm.containerStatus(recorded.container(), true),
        "unreachable_time",
        moment(status.unreachableTime()));
  }

  static Map<String, Object> frameworkInfo(String id, FrameworkSpec spec) {
    boolean several = OldForm.multiRole(spec);
    List<String> roles = OldForm.roles(spec);
    return Json.object(
        "user",
        spec.user(),
        "name",
        spec.name(),
        "id",
        id(id),
        "failover_timeout",
        spec.failoverTimeout().toMillis() / 1000.0,
        "checkpoint",
        spec.checkpoint(),
        several ? "roles" : "role",
        several ? roles : roles.get(0),
        "hostname",
        spec.hostname().isEmpty() ? null : spec.hostname(),
        "principal",
        spec.principal(),
        "webui_url",
        spec.webuiUrl().isEmpty() ? null : spec.webuiUrl(),
        "capabilities",
        spec.capabilities().isEmpty() ? null : Build.typed(spec.capabilities()));
  }

  static Map<String, Object> framework(FrameworkView framework) {
    return Json.object(
        "framework_info",
        frameworkInfo(framework.id(), framework.spec()),
        "active",
        framework.active(),
        "connected",
        framework.connected(),
        "recovered",
        framework.recovered(),
        "registered_time",
        moment(framework.registered()),
        "reregistered_time",
        moment(framework.reregistered()),
        "unregistered_time",
        moment(framework.unregistered()),
        "allocated_resources",
        unlessEmpty(framework.used()),
        "offered_resources",
        unlessEmpty(framework.offered()),
        "offer_constraints",
        Map.of());
  }

  static Map<String, Object> executor(ExecutorView executor) {
    return Json.object(
        "executor_info",
        Json.object(
            "type",
            "DEFAULT",
            "executor_id",
            id(executor.id()),
            "framework_id",
            id(executor.frameworkId()),
            "resources",
            ResourceForm.allocated(executor.resources(), executor.role())),
        "agent_id",
        id(executor.agentId()));
  }
}

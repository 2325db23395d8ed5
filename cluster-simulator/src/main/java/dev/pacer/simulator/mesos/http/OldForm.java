package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.AgentView;
import dev.pacer.simulator.mesos.Allocation;
import dev.pacer.simulator.mesos.DrainInfo;
import dev.pacer.simulator.mesos.ExecutorView;
import dev.pacer.simulator.mesos.FrameworkView;
import dev.pacer.simulator.mesos.RecordedStatus;
import dev.pacer.simulator.mesos.Resources;
import dev.pacer.simulator.mesos.TaskView;
import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Offer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Agents, frameworks and tasks as the old endpoints show them (mesos.md 3.2, 3.3). */
final class OldForm {

  private OldForm() {}

  /** {@code full}: with the resources in the protobuf form, as only {@code /slaves} has them. */
  static Map<String, Object> agent(AgentView agent, boolean full) {
    Resources total = agent.total();
    Map<String, Object> form =
        Json.object(
            "id", agent.id(),
            "hostname", agent.spec().hostname(),
            "port", agent.spec().port(),
            "attributes", ResourceForm.attributes(agent.spec().attributes()),
            "domain", ResourceForm.domain(agent.spec().region(), agent.spec().zone()),
            "pid", agent.pid(),
            "registered_time", Json.seconds(agent.registered()),
            "reregistered_time", secondsOf(agent.reregistered()),
            "resources", ResourceForm.sums(total),
            "used_resources", ResourceForm.sums(agent.usedSum()),
            "offered_resources", ResourceForm.sums(agent.offeredSum()),
            "reserved_resources", ResourceForm.reserved(total),
            "unreserved_resources", ResourceForm.sums(total.unreserved()),
            "active", agent.active(),
            "deactivated", agent.deactivated(),
            "version", Build.VERSION,
            "capabilities", Build.AGENT_CAPABILITIES);
    DrainInfo drain = agent.drain();
    if (drain != null) {
      form.put(
          "drain_info",
          Json.object(
              "state", drain.drained() ? "DRAINED" : "DRAINING", "config", drainConfig(drain)));
      form.put("estimated_drain_start_time_seconds", Json.seconds(drain.startedAt()));
    }
    if (full) {
      form.put("reserved_resources_full", ResourceForm.reservedFull(total));
      form.put("unreserved_resources_full", ResourceForm.full(total.unreserved()));
      form.put("used_resources_full", ResourceForm.full(agent.used()));
      form.put("offered_resources_full", ResourceForm.full(agent.offered()));
    }
    return form;
  }

  static Map<String, Object> drainConfig(DrainInfo drain) {
    return Json.object(
        "max_grace_period",
        drain.maxGrace() == null ? null : Json.object("nanoseconds", drain.maxGrace().toNanos()),
        "mark_gone",
        drain.markGone());
  }

  static @Nullable Double secondsOf(@Nullable Instant instant) {
    return instant == null ? null : Json.seconds(instant);
  }

  static Map<String, Object> task(TaskView task) {
    List<Object> statuses = new ArrayList<>();
    for (RecordedStatus status : task.statuses()) {
      statuses.add(
          Json.object(
              "state", status.status().state().wireName(),
              "timestamp", Json.seconds(status.status().timestamp()),
              "container_status", containerStatus(status.container(), false)));
    }
    return Json.object(
        "id", task.id(),
        "name", task.name(),
        "framework_id", task.frameworkId(),
        "executor_id", task.executorId(),
        "slave_id", task.agentId(),
        "state", task.state().wireName(),
        "resources", ResourceForm.sums(task.resources()),
        "role", task.role(),
        "statuses", statuses,
        "labels", task.labels().isEmpty() ? null : ResourceForm.labels(task.labels()));
  }

  /** A container; v1 also has the executor's process id. */
  static @Nullable Map<String, Object> containerStatus(
      RecordedStatus.@Nullable Container container, boolean withPid) {
    if (container == null) {
      return null;
    }
    String parent = container.parent();
    return Json.object(
        "container_id",
        Json.object(
            "value",
            container.id(),
            "parent",
            parent == null ? null : Json.object("value", parent)),
        "network_infos",
        List.of(
            Json.object(
                "ip_addresses",
                List.of(Json.object("protocol", "IPv4", "ip_address", container.ip())))),
        "executor_pid",
        withPid ? container.executorPid() : null);
  }

  /** A framework as {@code /state-summary} has it, without counts. */
  static Map<String, Object> summary(FrameworkView framework) {
    FrameworkSpec spec = framework.spec();
    return Json.object(
        "id", framework.id(),
        "name", spec.name(),
        "used_resources", ResourceForm.sums(sum(framework.used())),
        "offered_resources", ResourceForm.sums(sum(framework.offered())),
        "capabilities", spec.capabilities(),
        "hostname", spec.hostname(),
        "webui_url", spec.webuiUrl(),
        "active", framework.active(),
        "connected", framework.connected(),
        "recovered", framework.recovered());
  }

  static Map<String, Object> framework(FrameworkView framework) {
    FrameworkSpec spec = framework.spec();
    Map<String, Object> form = summary(framework);
    form.put("user", spec.user());
    form.put("failover_timeout", spec.failoverTimeout().toMillis() / 1000.0);
    form.put("checkpoint", spec.checkpoint());
    form.put("registered_time", secondsOrZero(framework.registered()));
    form.put("unregistered_time", secondsOrZero(framework.unregistered()));
    if (spec.principal() != null) {
      form.put("principal", spec.principal());
    }
    if (framework.registered() != null
        && framework.reregistered() != null
        && framework.reregistered().isAfter(framework.registered())) {
      form.put("reregistered_time", Json.seconds(framework.reregistered()));
    }
    form.put("resources", ResourceForm.sums(sum(framework.used()).plus(sum(framework.offered()))));
    if (multiRole(spec)) {
      form.put("roles", roles(spec));
    } else {
      form.put("role", roles(spec).get(0));
    }
    form.put("tasks", tasks(framework.tasks()));
    form.put("unreachable_tasks", tasks(framework.unreachable()));
    form.put("completed_tasks", tasks(framework.completed()));
    form.put("offers", framework.offers().stream().map(OldForm::offer).toList());
    form.put("executors", framework.executors().stream().map(OldForm::executor).toList());
    form.put("offer_constraints", Map.of());
    return form;
  }

  static boolean multiRole(FrameworkSpec spec) {
    return spec.capabilities().contains("MULTI_ROLE");
  }

  static List<String> roles(FrameworkSpec spec) {
    return spec.roles().isEmpty() ? List.of("*") : spec.roles();
  }

  private static double secondsOrZero(@Nullable Instant instant) {
    return instant == null ? 0.0 : Json.seconds(instant);
  }

  private static Resources sum(List<Allocation> allocations) {
    Resources sum = Resources.NONE;
    for (Allocation allocation : allocations) {
      sum = sum.plus(allocation.resources());
    }
    return sum;
  }

  static List<Object> tasks(List<TaskView> tasks) {
    return tasks.stream().map(task -> (Object) task(task)).toList();
  }

  private static Object offer(Offer offer) {
    return Json.object(
        "id", offer.id(),
        "framework_id", offer.frameworkId(),
        "allocation_info", Json.object("role", offer.allocationRole()),
        "slave_id", offer.agentId(),
        "resources", ResourceForm.sums(Resources.of(offer.resources())));
  }

  private static Object executor(ExecutorView executor) {
    return Json.object(
        "executor_id", executor.id(),
        "name", "",
        "framework_id", executor.frameworkId(),
        "command", Json.object("argv", List.of(), "uris", List.of()),
        "resources", ResourceForm.sums(executor.resources()),
        "role", executor.role(),
        "type", "DEFAULT",
        "slave_id", executor.agentId());
  }
}

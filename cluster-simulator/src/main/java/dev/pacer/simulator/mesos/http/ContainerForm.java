package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.ExecutorOnAgent;
import dev.pacer.simulator.mesos.Resources;
import dev.pacer.simulator.mesos.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An agent's running containers and what they use; all run alike and use little. */
final class ContainerForm {

  private static final double MIB = 1024 * 1024;

  private ContainerForm() {}

  /** {@code whole}: as {@code /containers} has them, else as {@code /monitor/statistics}. */
  static List<Object> list(List<ExecutorOnAgent> executors, Instant now, boolean whole) {
    List<Object> list = new ArrayList<>();
    for (ExecutorOnAgent executor : executors) {
      if (!executor.completed()) {
        list.add(
            Json.object(
                "container_id",
                whole ? executor.containerId() : null,
                "executor_id",
                executor.id(),
                "executor_name",
                AgentForm.name(executor),
                "framework_id",
                executor.frameworkId(),
                "source",
                AgentForm.source(executor),
                "statistics",
                statistics(executor, now),
                "status",
                whole ? status(executor) : null));
      }
    }
    return list;
  }

  private static Map<String, Object> status(ExecutorOnAgent executor) {
    return Json.object(
        "container_id", V1Form.id(executor.containerId()), "executor_pid", executor.pid());
  }

  static List<Object> typed(List<ExecutorOnAgent> executors, Instant now) {
    List<Object> list = new ArrayList<>();
    for (ExecutorOnAgent executor : executors) {
      if (!executor.completed()) {
        list.add(
            Json.object(
                "framework_id", V1Form.id(executor.frameworkId()),
                "executor_id", V1Form.id(executor.id()),
                "executor_name", AgentForm.name(executor),
                "container_id", V1Form.id(executor.containerId()),
                "container_status", status(executor),
                "resource_statistics", statistics(executor, now)));
      }
    }
    return list;
  }

  private static Map<String, Object> statistics(ExecutorOnAgent executor, Instant now) {
    Resources resources = executor.resources();
    long mem = (long) (resources.scalar("mem").doubleValue() * MIB);
    long disk = (long) (resources.scalar("disk").doubleValue() * MIB);
    double running =
        Math.max(0, Json.seconds(now) - Json.seconds(firstHeard(executor.tasks().get(0), now)));
    Map<String, Object> form =
        Json.object(
            "cpus_soft_limit",
            resources.scalar("cpus").doubleValue(),
            "cpus_system_time_secs",
            running * 0.01,
            "cpus_user_time_secs",
            running * 0.05,
            "mem_limit_bytes",
            mem,
            "mem_rss_bytes",
            mem / 2,
            "mem_soft_limit_bytes",
            mem,
            "timestamp",
            Json.seconds(now));
    if (disk > 0) {
      form.put("disk_limit_bytes", disk);
      form.put("disk_used_bytes", 0);
      form.put("disk_statistics", List.of(Json.object("limit_bytes", disk, "used_bytes", 0)));
    }
    return form;
  }

  private static Instant firstHeard(TaskView task, Instant otherwise) {
    return task.statuses().isEmpty() ? otherwise : task.statuses().get(0).status().timestamp();
  }
}

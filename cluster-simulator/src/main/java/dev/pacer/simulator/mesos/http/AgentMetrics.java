package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.ExecutorOnAgent;
import dev.pacer.simulator.mesos.Resources;
import dev.pacer.simulator.mesos.SimulatedAgent;
import dev.pacer.simulator.mesos.TaskView;
import dev.pacer.simulator.offer.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An agent's metrics; all values are doubles. */
final class AgentMetrics {

  private static final List<String> ZEROS =
      List.of(
          "containerizer/fetcher/cache_size_used_bytes",
          "containerizer/fetcher/task_fetches_failed",
          "containerizer/mesos/container_destroy_errors",
          "containerizer/mesos/provisioner/bind/remove_rootfs_errors",
          "containerizer/mesos/provisioner/remove_container_errors",
          "gc/path_removals_failed",
          "gc/path_removals_pending",
          "gc/path_removals_succeeded",
          "resource_provider_manager/events/disconnect",
          "resource_provider_manager/events/subscribe",
          "resource_provider_manager/subscribed",
          "slave/container_launch_errors",
          "slave/executors_preempted",
          "slave/executors_registering",
          "slave/executors_terminating",
          "slave/invalid_framework_messages",
          "slave/invalid_status_updates",
          "slave/recovery_errors",
          "slave/valid_framework_messages");

  private AgentMetrics() {}

  static Map<String, Object> of(SimulatedAgent agent, Instant now, double speed) {
    Map<String, Object> values = new TreeMap<>();
    ZEROS.forEach(name -> values.put(name, 0.0));
    List<ExecutorOnAgent> executors = agent.executors();
    List<ExecutorOnAgent> running =
        executors.stream().filter(executor -> !executor.completed()).toList();
    values.put("containerizer/fetcher/cache_size_total_bytes", 2147483648.0);
    values.put("containerizer/fetcher/task_fetches_succeeded", (double) executors.size());
    values.put("slave/executor_directory_max_allowed_age_secs", 544320.0);
    values.put("slave/executors_running", (double) running.size());
    values.put("slave/executors_terminated", (double) (executors.size() - running.size()));
    values.put(
        "slave/frameworks_active",
        (double) running.stream().map(ExecutorOnAgent::frameworkId).distinct().count());
    values.put("slave/recovery_time_secs", 0.02);
    values.put("slave/registered", agent.registered() ? 1.0 : 0.0);
    values.put("slave/uptime_secs", Duration.between(agent.started(), now).toNanos() / 1e9 * speed);
    values.put("system/cpus_total", 8.0);
    values.put("system/load_1min", 0.5);
    values.put("system/load_5min", 0.5);
    values.put("system/load_15min", 0.5);
    values.put("system/mem_free_bytes", 17_179_869_184.0);
    values.put("system/mem_total_bytes", 34_359_738_368.0);
    resources(values, agent, running);
    tasks(values, executors);
    return values;
  }

  private static void resources(
      Map<String, Object> values, SimulatedAgent agent, List<ExecutorOnAgent> running) {
    Resources used = Resources.NONE;
    for (ExecutorOnAgent executor : running) {
      used = used.plus(executor.resources());
    }
    for (String name : List.of("cpus", "mem", "disk", "gpus")) {
      double total = agent.total().scalar(name).doubleValue();
      double taken = used.scalar(name).doubleValue();
      values.put("slave/" + name + "_total", total);
      values.put("slave/" + name + "_used", taken);
      values.put("slave/" + name + "_percent", total == 0 ? 0.0 : taken / total);
      for (String kind : List.of("total", "used", "percent")) {
        values.put("slave/" + name + "_revocable_" + kind, 0.0);
      }
    }
  }

  private static void tasks(Map<String, Object> values, List<ExecutorOnAgent> executors) {
    List<TaskView> all = new ArrayList<>();
    for (ExecutorOnAgent executor : executors) {
      all.addAll(executor.tasks());
      all.addAll(executor.ended());
      all.addAll(executor.terminated());
    }
    for (TaskState state :
        List.of(
            TaskState.STAGING,
            TaskState.STARTING,
            TaskState.RUNNING,
            TaskState.KILLING,
            TaskState.FINISHED,
            TaskState.FAILED,
            TaskState.KILLED,
            TaskState.LOST,
            TaskState.GONE)) {
      values.put(
          "slave/tasks_" + state.name().toLowerCase(Locale.ROOT),
          (double) all.stream().filter(task -> task.state() == state).count());
    }
    values.put(
        "slave/valid_status_updates",
        (double) all.stream().mapToLong(task -> task.statuses().size()).sum());
  }
}

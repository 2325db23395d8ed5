package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.AgentView;
import dev.pacer.simulator.mesos.FrameworkView;
import dev.pacer.simulator.mesos.MasterView;
import dev.pacer.simulator.mesos.MesosState;
import dev.pacer.simulator.mesos.Resources;
import dev.pacer.simulator.mesos.TaskView;
import dev.pacer.simulator.offer.TaskState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A master's metrics (mesos.md 13); all values are doubles. */
final class Metrics {

  private static final List<String> SHARED = List.of("cpus", "disk", "gpus", "mem");
  private static final List<String> OPERATIONS =
      List.of(
          "create",
          "create_disk",
          "destroy",
          "destroy_disk",
          "grow_volume",
          "reserve",
          "shrink_volume",
          "unreserve");
  private static final List<String> OPERATION_STATES =
      List.of(
          "dropped",
          "error",
          "failed",
          "finished",
          "gone_by_operator",
          "pending",
          "recovering",
          "total",
          "unreachable");
  private static final List<String> COUNTERS =
      List.of(
          "dropped_messages",
          "event_queue_dispatches",
          "event_queue_http_requests",
          "event_queue_messages",
          "http_cache_hits",
          "invalid_executor_to_framework_messages",
          "invalid_framework_to_executor_messages",
          "invalid_operation_status_update_acknowledgements",
          "invalid_operation_status_updates",
          "invalid_status_update_acknowledgements",
          "invalid_status_updates",
          "messages_authenticate",
          "messages_deactivate_framework",
          "messages_decline_offers",
          "messages_executor_to_framework",
          "messages_exited_executor",
          "messages_framework_to_executor",
          "messages_kill_task",
          "messages_launch_tasks",
          "messages_operation_status_update",
          "messages_operation_status_update_acknowledgement",
          "messages_reconcile_operations",
          "messages_reconcile_tasks",
          "messages_register_framework",
          "messages_register_slave",
          "messages_reregister_framework",
          "messages_reregister_slave",
          "messages_resource_request",
          "messages_revive_offers",
          "messages_status_update",
          "messages_status_update_acknowledgement",
          "messages_suppress_offers",
          "messages_unregister_framework",
          "messages_unregister_slave",
          "messages_update_slave",
          "operator_event_stream_subscribers",
          "recovery_slave_removals",
          "slave_registrations",
          "slave_removals",
          "slave_removals/reason_registered",
          "slave_removals/reason_unhealthy",
          "slave_removals/reason_unregistered",
          "slave_reregistrations",
          "slave_shutdowns_canceled",
          "slave_shutdowns_completed",
          "slave_shutdowns_scheduled",
          "slave_unreachable_canceled",
          "slave_unreachable_completed",
          "slave_unreachable_scheduled",
          "tasks_dropped",
          "tasks_error",
          "tasks_failed",
          "tasks_finished",
          "tasks_gone",
          "tasks_gone_by_operator",
          "tasks_killed",
          "tasks_lost",
          "valid_executor_to_framework_messages",
          "valid_framework_to_executor_messages",
          "valid_operation_status_update_acknowledgements",
          "valid_operation_status_updates",
          "valid_status_update_acknowledgements",
          "valid_status_updates");

  private final MesosState state;
  private final Map<String, Object> values = new TreeMap<>();

  private Metrics(MesosState state) {
    this.state = state;
  }

  /** Metrics of one master at {@code now}; one that does not lead has fewer. */
  static Map<String, Object> of(MesosState state, MasterView me, Instant now, double speed) {
    Metrics metrics = new Metrics(state);
    boolean leads = me.leading();
    metrics.put("master/elected", leads ? 1 : 0);
    metrics.put("master/uptime_secs", Duration.between(me.started(), now).toNanos() / 1e9 * speed);
    metrics.common(leads);
    metrics.resources(leads);
    if (leads) {
      metrics.leading();
    }
    return metrics.values;
  }

  private void put(String name, double value) {
    values.put(name, value);
  }

  /** Counts are doubles on the wire, too. */
  private void put(String name, long value) {
    values.put(name, (double) value);
  }

  private void common(boolean leads) {
    for (String counter : COUNTERS) {
      put("master/" + counter, 0);
    }
    put("master/operations/total", 0);
    for (String operationState : OPERATION_STATES) {
      put("master/operations/" + operationState, 0);
      for (String operation : OPERATIONS) {
        put("master/operations/" + operation + "/" + operationState, 0);
      }
    }
    put("allocator/event_queue_dispatches", 0);
    put("allocator/mesos/event_queue_dispatches", 0);
    put("allocator/mesos/allocation_runs", 0);
    put("registrar/queued_operations", 0);
    put("registrar/log/ensemble_size", state.masters().size());
    put("registrar/log/recovered", 1);
    timer("allocator/mesos/allocation_run_ms");
    timer("allocator/mesos/allocation_run_latency_ms");
    put("system/cpus_total", 8);
    put("system/load_1min", 0.5);
    put("system/load_5min", 0.5);
    put("system/load_15min", 0.5);
    put("system/mem_free_bytes", 17_179_869_184.0);
    put("system/mem_total_bytes", 34_359_738_368.0);
    List<FrameworkView> frameworks = leads ? state.frameworks() : List.of();
    long connected = frameworks.stream().filter(FrameworkView::connected).count();
    put("master/frameworks_connected", connected);
    put("master/frameworks_active", connected);
    put("master/frameworks_disconnected", frameworks.size() - connected);
    put("master/frameworks_inactive", frameworks.size() - connected);
    put(
        "master/outstanding_offers",
        frameworks.stream().mapToLong(framework -> framework.offers().size()).sum());
    List<AgentView> agents = leads ? state.agents() : List.of();
    long active = agents.stream().filter(AgentView::active).count();
    long deactivated = agents.stream().filter(AgentView::deactivated).count();
    put("master/slaves_active", active);
    put("master/slaves_inactive", agents.size() - active);
    put("master/slaves_connected", active + deactivated);
    put("master/slaves_disconnected", agents.size() - active - deactivated);
    put("master/slaves_unreachable", leads ? state.unreachable().size() : 0);
    for (TaskState living :
        List.of(
            TaskState.STAGING,
            TaskState.STARTING,
            TaskState.RUNNING,
            TaskState.KILLING,
            TaskState.UNREACHABLE)) {
      put(
          "master/tasks_" + living.name().toLowerCase(Locale.ROOT),
          frameworks.stream().mapToLong(framework -> count(framework, living)).sum());
    }
  }

  private static long count(FrameworkView framework, TaskState which) {
    List<TaskView> tasks =
        which == TaskState.UNREACHABLE ? framework.unreachable() : framework.tasks();
    return tasks.stream().filter(task -> task.state() == which).count();
  }

  private void timer(String name) {
    put(name, 0.1);
    put(name + "/count", 1);
    for (String part : List.of("max", "min", "p50", "p90", "p95", "p99", "p999", "p9999")) {
      put(name + "/" + part, 0.1);
    }
  }

  private void resources(boolean leads) {
    Resources total = Resources.NONE;
    Resources used = Resources.NONE;
    Resources offered = Resources.NONE;
    if (leads) {
      for (AgentView agent : state.agents()) {
        total = total.plus(agent.total());
        used = used.plus(agent.usedSum());
        offered = offered.plus(agent.offeredSum());
      }
    }
    for (String name : SHARED) {
      double all = total.scalar(name).doubleValue();
      double taken = used.scalar(name).doubleValue();
      put("master/" + name + "_total", all);
      put("master/" + name + "_used", taken);
      put("master/" + name + "_percent", all == 0 ? 0 : taken / all);
      for (String kind : List.of("total", "used", "percent")) {
        put("master/" + name + "_revocable_" + kind, 0);
      }
      if (!name.equals("gpus")) {
        put("allocator/mesos/resources/" + name + "/total", all);
        put(
            "allocator/mesos/resources/" + name + "/offered_or_allocated",
            taken + offered.scalar(name).doubleValue());
      }
    }
  }

  private void leading() {
    put("registrar/registry_size_bytes", 100 + 300 * state.agents().size());
    put("registrar/state_fetch_ms", 1);
    timer("registrar/state_store_ms");
    state.counters().forEach((name, count) -> put("master/" + name, count));
    state.frameworks().forEach(this::framework);
    state.completedFrameworks().forEach(this::framework);
    Resources all = Resources.NONE;
    for (RoleReads.Role role : RoleReads.roles(state)) {
      put("allocator/mesos/offer_filters/roles/" + role.name() + "/active", 0);
      quota(role.name(), role.consumed());
      all = all.plus(role.consumed());
      if (!role.frameworks().isEmpty()) {
        put("allocator/mesos/roles/" + role.name() + "/shares/dominant", share(role));
      }
      if (role.quota() != null) {
        String prefix = "allocator/mesos/quota/roles/" + role.name() + "/resources/";
        role.quota().guarantees().forEach((name, v) -> put(prefix + name + "/guarantee", v));
        role.quota().limits().forEach((name, v) -> put(prefix + name + "/limit", v));
        Resources taken = role.allocated().plus(role.offered());
        role.quota()
            .guarantees()
            .keySet()
            .forEach(
                name ->
                    put(prefix + name + "/offered_or_allocated", taken.scalar(name).doubleValue()));
      }
    }
    quota("", all);
  }

  private double share(RoleReads.Role role) {
    double most = 0;
    for (String name : SHARED) {
      double all =
          state.agents().stream()
              .mapToDouble(agent -> agent.total().scalar(name).doubleValue())
              .sum();
      if (all > 0) {
        most = Math.max(most, role.allocated().scalar(name).doubleValue() / all);
      }
    }
    return most;
  }

  private void quota(String role, Resources consumed) {
    for (String name : SHARED) {
      double amount = consumed.scalar(name).doubleValue();
      if (amount > 0) {
        put("allocator/mesos/quota/roles/" + role + "/resources/" + name + "/consumed", amount);
      }
    }
  }

  private void framework(FrameworkView framework) {
    String name =
        URLEncoder.encode(framework.spec().name(), StandardCharsets.UTF_8).replace("+", "%20");
    String prefix = "master/frameworks/" + name + "/" + framework.id() + "/";
    FrameworkMetrics.zeros().forEach(key -> put(prefix + key, 0));
    state
        .counters()
        .forEach(
            (key, count) -> {
              String mine = "frameworks/" + framework.id() + "/";
              if (key.startsWith(mine)) {
                values.remove("master/" + key);
                put(prefix + key.substring(mine.length()), count);
              }
            });
    put(prefix + "subscribed", framework.connected() ? 1 : 0);
    for (String role : OldForm.roles(framework.spec())) {
      put(prefix + "roles/" + role + "/suppressed", 0);
    }
    for (TaskState living : FrameworkMetrics.ACTIVE) {
      put(
          prefix + "tasks/active/" + living.wireName().toLowerCase(Locale.ROOT),
          count(framework, living));
    }
  }
}

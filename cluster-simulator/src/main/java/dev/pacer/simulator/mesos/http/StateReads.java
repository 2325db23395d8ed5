package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.AgentView;
import dev.pacer.simulator.mesos.FrameworkView;
import dev.pacer.simulator.mesos.MasterView;
import dev.pacer.simulator.mesos.MesosState;
import dev.pacer.simulator.mesos.TaskView;
import dev.pacer.simulator.offer.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The big answers of the old endpoints (mesos.md 3). */
final class StateReads {

  private static final List<TaskState> COUNTED =
      List.of(
          TaskState.STAGING,
          TaskState.STARTING,
          TaskState.RUNNING,
          TaskState.KILLING,
          TaskState.FINISHED,
          TaskState.KILLED,
          TaskState.FAILED,
          TaskState.LOST,
          TaskState.ERROR,
          TaskState.UNREACHABLE);

  private StateReads() {}

  static Map<String, Object> state(
      MesosState state, MasterView me, String cluster, Map<String, String> flags) {
    Map<String, Object> form =
        Json.object(
            "version", Build.VERSION,
            "git_sha", Build.version().get("git_sha"),
            "git_branch", Build.version().get("git_branch"),
            "build_date", Build.version().get("build_date"),
            "build_time", Build.version().get("build_time"),
            "build_user", Build.version().get("build_user"),
            "start_time", Json.seconds(me.started()),
            "elected_time", OldForm.secondsOf(me.elected()),
            "id", me.info().id(),
            "pid", me.info().pid(),
            "hostname", me.info().address().ip(),
            "capabilities", Build.MASTER_CAPABILITIES,
            "activated_slaves", (double) count(state, AgentView::active),
            "deactivated_slaves", (double) count(state, agent -> !agent.active()),
            "unreachable_slaves", (double) state.unreachable().size());
    if (me.leader() != null) {
      form.put("leader", me.leader().pid());
      form.put(
          "leader_info",
          Json.object(
              "id", me.leader().id(),
              "pid", me.leader().pid(),
              "port", me.leader().address().port(),
              "hostname", me.leader().address().ip()));
    }
    if (!cluster.isEmpty()) {
      form.put("cluster", cluster);
    }
    if (flags.containsKey("log_dir")) {
      form.put("log_dir", Objects.requireNonNull(flags.get("log_dir")));
    }
    form.put("flags", flags);
    form.put("slaves", state.agents().stream().map(a -> OldForm.agent(a, false)).toList());
    form.put("recovered_slaves", recovered(state));
    form.putAll(frameworks(state, ""));
    form.put("orphan_tasks", List.of());
    return form;
  }

  private static long count(MesosState state, Predicate<AgentView> which) {
    return state.agents().stream().filter(which).count();
  }

  private static List<Object> recovered(MesosState state) {
    return state.recovered().stream()
        .map(
            agent ->
                (Object)
                    Json.object(
                        "id", agent.id(),
                        "hostname", agent.spec().hostname(),
                        "port", agent.spec().port(),
                        "attributes", ResourceForm.attributes(agent.spec().attributes())))
        .toList();
  }

  /** {@code id} empty: all. */
  static Map<String, Object> agents(MesosState state, String id) {
    return Json.object(
        "slaves",
        state.agents().stream()
            .filter(agent -> id.isEmpty() || agent.id().equals(id))
            .map(agent -> OldForm.agent(agent, true))
            .toList(),
        "recovered_slaves",
        id.isEmpty()
            ? recovered(state)
            : recovered(state).stream()
                .filter(form -> form instanceof Map<?, ?> agent && id.equals(agent.get("id")))
                .toList());
  }

  /** {@code id} empty: all. */
  static Map<String, Object> frameworks(MesosState state, String id) {
    return Json.object(
        "frameworks", frameworks(state.frameworks(), id),
        "completed_frameworks", frameworks(state.completedFrameworks(), id),
        "unregistered_frameworks", List.of());
  }

  private static List<Object> frameworks(List<FrameworkView> frameworks, String id) {
    return frameworks.stream()
        .filter(framework -> id.isEmpty() || framework.id().equals(id))
        .map(framework -> (Object) OldForm.framework(framework))
        .toList();
  }

  /** How {@code /tasks} is asked. */
  record TaskQuery(String frameworkId, String taskId, int offset, int limit, boolean ascending) {}

  static Map<String, Object> tasks(MesosState state, TaskQuery query) {
    List<TaskView> all = new ArrayList<>();
    Stream.concat(state.frameworks().stream(), state.completedFrameworks().stream())
        .filter(f -> query.frameworkId().isEmpty() || f.id().equals(query.frameworkId()))
        .forEach(framework -> all.addAll(all(framework)));
    all.removeIf(task -> !query.taskId().isEmpty() && !task.id().equals(query.taskId()));
    Comparator<TaskView> byTime = Comparator.comparing(StateReads::firstHeard);
    all.sort(query.ascending() ? byTime : byTime.reversed());
    return Json.object(
        "tasks", OldForm.tasks(all.stream().skip(query.offset()).limit(query.limit()).toList()));
  }

  private static List<TaskView> all(FrameworkView framework) {
    return Stream.of(framework.tasks(), framework.unreachable(), framework.completed())
        .flatMap(List::stream)
        .toList();
  }

  private static Instant firstHeard(TaskView task) {
    return task.statuses().isEmpty() ? Instant.MIN : task.statuses().get(0).status().timestamp();
  }

  static Map<String, Object> summary(MesosState state, MasterView me, String cluster) {
    Map<String, List<TaskView>> byAgent = new LinkedHashMap<>();
    List<Object> frameworks = new ArrayList<>();
    for (FrameworkView framework : state.frameworks()) {
      List<TaskView> tasks = all(framework);
      tasks.forEach(
          task -> byAgent.computeIfAbsent(task.agentId(), key -> new ArrayList<>()).add(task));
      Map<String, Object> form = OldForm.summary(framework);
      form.putAll(counts(tasks));
      Set<String> agents = new LinkedHashSet<>();
      tasks.forEach(task -> agents.add(task.agentId()));
      form.put("slave_ids", List.copyOf(agents));
      frameworks.add(form);
    }
    List<Object> agents = new ArrayList<>();
    for (AgentView agent : state.agents()) {
      List<TaskView> tasks = byAgent.getOrDefault(agent.id(), List.of());
      Map<String, Object> form = OldForm.agent(agent, false);
      form.putAll(counts(tasks));
      Set<String> ids = new LinkedHashSet<>();
      tasks.forEach(task -> ids.add(task.frameworkId()));
      form.put("framework_ids", List.copyOf(ids));
      agents.add(form);
    }
    return Json.object(
        "hostname",
        me.info().address().ip(),
        "cluster",
        cluster.isEmpty() ? null : cluster,
        "slaves",
        agents,
        "frameworks",
        frameworks);
  }

  private static Map<String, Object> counts(List<TaskView> tasks) {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (TaskState counted : COUNTED) {
      counts.put(
          counted.wireName(), tasks.stream().filter(task -> task.state() == counted).count());
    }
    return counts;
  }
}

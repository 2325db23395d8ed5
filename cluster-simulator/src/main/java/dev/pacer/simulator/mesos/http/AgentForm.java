package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.DrainInfo;
import dev.pacer.simulator.mesos.ExecutorOnAgent;
import dev.pacer.simulator.mesos.Resources;
import dev.pacer.simulator.mesos.SimulatedAgent;
import dev.pacer.simulator.mesos.TaskView;
import dev.pacer.simulator.offer.FrameworkSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an agent says of itself and of its executors. */
final class AgentForm {

  private final SimulatedAgent agent;
  private final int number;
  private final Map<String, String> flags;
  private final List<ExecutorOnAgent> executors;

  AgentForm(SimulatedAgent agent, int number, Map<String, String> flags) {
    this.agent = agent;
    this.flags = flags;
    this.number = number;
    this.executors = agent.executors();
  }

  private String id() {
    return Objects.requireNonNullElse(agent.id(), "");
  }

  Map<String, Object> state(String master) {
    Resources total = agent.total();
    Map<String, Object> form = new LinkedHashMap<>(Build.version());
    form.putAll(
        Json.object(
            "start_time", Json.seconds(agent.started()),
            "id", id(),
            "pid", "slave(1)@" + agent.spec().ip() + ":" + agent.spec().port(),
            "hostname", agent.spec().hostname(),
            "capabilities", Build.AGENT_CAPABILITIES,
            "resources", ResourceForm.sums(total),
            "reserved_resources", ResourceForm.reserved(total),
            "unreserved_resources", ResourceForm.sums(total.unreserved()),
            "reserved_resources_full", ResourceForm.reservedFull(total),
            "unreserved_resources_full", ResourceForm.full(total.unreserved()),
            "reserved_resources_allocated", ResourceForm.reserved(allocated()),
            "unreserved_resources_allocated", ResourceForm.sums(allocated().unreserved()),
            "resource_providers", List.of(),
            "attributes", ResourceForm.attributes(agent.spec().attributes()),
            "domain", ResourceForm.domain(agent.spec().region(), agent.spec().zone()),
            "master_hostname", master.isEmpty() ? null : master,
            "log_dir", AgentFlags.logDir(number),
            "flags", flags,
            "frameworks", frameworks(false),
            "completed_frameworks", frameworks(true)));
    DrainInfo drain = agent.drain();
    if (drain != null) {
      form.put("drain_config", OldForm.drainConfig(drain));
      form.put("estimated_drain_start_time_seconds", drain.startedAt().getEpochSecond());
    }
    return form;
  }

  /** In use by running executors, their own shares included. */
  private Resources allocated() {
    Resources sum = Resources.NONE;
    for (ExecutorOnAgent executor : executors) {
      if (!executor.completed()) {
        sum = sum.plus(executor.resources());
      }
    }
    return sum;
  }

  private Map<String, List<ExecutorOnAgent>> byFramework() {
    Map<String, List<ExecutorOnAgent>> byFramework = new LinkedHashMap<>();
    executors.forEach(
        executor ->
            byFramework
                .computeIfAbsent(executor.frameworkId(), key -> new ArrayList<>())
                .add(executor));
    return byFramework;
  }

  private static boolean over(List<ExecutorOnAgent> executors) {
    return executors.stream().allMatch(ExecutorOnAgent::completed);
  }

  private List<Object> frameworks(boolean completed) {
    List<Object> list = new ArrayList<>();
    byFramework()
        .forEach(
            (id, of) -> {
              if (over(of) == completed) {
                list.add(framework(id, of));
              }
            });
    return list;
  }

  private Map<String, Object> framework(String frameworkId, List<ExecutorOnAgent> of) {
    FrameworkSpec spec = of.get(0).framework();
    boolean several = OldForm.multiRole(spec);
    return Json.object(
        "id",
        frameworkId,
        "name",
        spec.name(),
        "user",
        spec.user(),
        "failover_timeout",
        spec.failoverTimeout().toMillis() / 1000.0,
        "checkpoint",
        spec.checkpoint(),
        "hostname",
        spec.hostname(),
        "principal",
        spec.principal(),
        several ? "roles" : "role",
        several ? OldForm.roles(spec) : OldForm.roles(spec).get(0),
        "executors",
        of.stream().filter(e -> !e.completed()).map(this::executor).toList(),
        "completed_executors",
        of.stream().filter(ExecutorOnAgent::completed).map(this::executor).toList());
  }

  private Object executor(ExecutorOnAgent executor) {
    List<TaskView> ended = new ArrayList<>(executor.ended());
    ended.addAll(executor.terminated());
    Resources shown =
        executor.completed() && executor.command()
            ? ended.get(0).resources()
            : executor.resources();
    return Json.object(
        "id",
        executor.id(),
        "name",
        name(executor),
        "source",
        source(executor),
        "container",
        executor.containerId(),
        "directory",
        "%s/slaves/%s/frameworks/%s/executors/%s/runs/%s"
            .formatted(
                AgentFlags.workDir(number),
                id(),
                executor.frameworkId(),
                executor.id(),
                executor.containerId()),
        "resources",
        ResourceForm.sums(shown),
        "role",
        executor.role(),
        "labels",
        labels(executor),
        "type",
        executor.command() ? null : "DEFAULT",
        "tasks",
        OldForm.tasks(executor.tasks()),
        "queued_tasks",
        List.of(),
        "completed_tasks",
        OldForm.tasks(ended));
  }

  /** A command executor has its task's labels. */
  private static @Nullable List<Object> labels(ExecutorOnAgent executor) {
    if (!executor.command() || executor.completed()) {
      return null;
    }
    Map<String, String> labels = executor.tasks().get(0).labels();
    return labels.isEmpty() ? null : ResourceForm.labels(labels);
  }

  static String name(ExecutorOnAgent executor) {
    return executor.command()
        ? "Command Executor (Task: %s) (Command: sh -c 'run')".formatted(executor.id())
        : "";
  }

  static String source(ExecutorOnAgent executor) {
    return executor.command() ? executor.id() : "";
  }

  Map<String, Object> agent() {
    DrainInfo drain = agent.drain();
    return Json.object(
        "agent_info",
        V1Form.agentInfo(id(), agent.spec(), null),
        "drain_config",
        drain == null ? null : OldForm.drainConfig(drain),
        "estimated_drain_start_time",
        drain == null ? null : V1Form.wholeSeconds(drain.startedAt()));
  }

  Map<String, Object> tasks() {
    List<Object> launched = new ArrayList<>();
    List<Object> terminated = new ArrayList<>();
    List<Object> completed = new ArrayList<>();
    for (ExecutorOnAgent executor : executors) {
      executor.tasks().forEach(task -> launched.add(V1Form.task(task)));
      executor.terminated().forEach(task -> terminated.add(V1Form.task(task)));
      executor.ended().forEach(task -> completed.add(V1Form.task(task)));
    }
    return Json.object(
        "pending_tasks", List.of(),
        "queued_tasks", List.of(),
        "launched_tasks", launched,
        "terminated_tasks", terminated,
        "completed_tasks", completed);
  }

  Map<String, Object> frameworks() {
    List<Object> living = new ArrayList<>();
    List<Object> completed = new ArrayList<>();
    byFramework()
        .forEach(
            (frameworkId, of) ->
                (over(of) ? completed : living)
                    .add(
                        Json.object(
                            "framework_info",
                            V1Form.frameworkInfo(frameworkId, of.get(0).framework()))));
    return Json.object("frameworks", living, "completed_frameworks", completed);
  }

  Map<String, Object> executors() {
    return Json.object(
        "executors",
        executors.stream().filter(e -> !e.completed()).map(AgentForm::info).toList(),
        "completed_executors",
        executors.stream().filter(ExecutorOnAgent::completed).map(AgentForm::info).toList());
  }

  private static Object info(ExecutorOnAgent executor) {
    boolean command = executor.command();
    List<TaskView> ended = new ArrayList<>(executor.ended());
    ended.addAll(executor.terminated());
    Resources own = command && executor.completed() ? ended.get(0).resources() : executor.own();
    @Nullable Object launcher =
        command
            ? Json.object(
                "shell",
                false,
                "value",
                "/usr/libexec/mesos/mesos-executor",
                "arguments",
                List.of("mesos-executor", "--launcher_dir=/usr/libexec/mesos"))
            : null;
    return Json.object(
        "executor_info",
        Json.object(
            "type",
            command ? null : "DEFAULT",
            "executor_id",
            V1Form.id(executor.id()),
            "framework_id",
            V1Form.id(executor.frameworkId()),
            "command",
            launcher,
            "resources",
            ResourceForm.allocated(own, executor.role()),
            "name",
            command ? name(executor) : null,
            "source",
            command ? executor.id() : null));
  }
}

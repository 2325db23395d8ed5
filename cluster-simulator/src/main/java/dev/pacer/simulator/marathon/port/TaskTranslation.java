package dev.pacer.simulator.marathon.port;

import dev.pacer.cluster.AgentId;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.Task;
import dev.pacer.cluster.marathon.TaskId;
import dev.pacer.cluster.marathon.TaskState;
import dev.pacer.cluster.marathon.Version;
import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.engine.HealthWatch;
import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.instance.TaskEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The model's instances of apps in the words of the port. */
final class TaskTranslation {

  private final MarathonModel model;

  TaskTranslation(MarathonModel model) {
    this.model = model;
  }

  List<Task> tasks(List<Instance> instances, List<Integer> servicePorts) {
    List<Task> tasks = new ArrayList<>();
    for (Instance instance : instances) {
      Task task = task(instance, servicePorts);
      if (task != null) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  /** Null for an instance that was never launched. */
  @Nullable Task task(Instance instance, List<Integer> servicePorts) {
    AgentInfo agent = instance.agent();
    if (instance.tasks().isEmpty() || agent == null) {
      return null;
    }
    TaskEntry task = instance.tasks().get(0);
    boolean over = task.terminal() || !instance.condition().active();
    return new Task(
        new TaskId(task.taskId()),
        new AppId(instance.specId()),
        state(task),
        new Task.Location(
            agent.host(),
            Optional.of(new AgentId(agent.agentId())),
            Optional.ofNullable(agent.region()),
            agent.region() == null ? Optional.empty() : Optional.ofNullable(agent.zone()),
            over ? List.of() : task.ports(),
            servicePorts,
            Optional.of(instance.spec().role())),
        new Task.Times(
            over ? Optional.empty() : Optional.of(millis(task.stagedAt())),
            over || task.startedAt() == null
                ? Optional.empty()
                : Optional.of(millis(task.startedAt())),
            over ? Optional.empty() : Optional.of(new Version(instance.spec().version()))),
        health(instance),
        instance.volumes() == null ? List.of() : instance.volumes());
  }

  private List<Task.HealthResult> health(Instance instance) {
    List<Task.HealthResult> results = new ArrayList<>();
    for (HealthWatch.Result result : model.health(instance)) {
      results.add(
          new Task.HealthResult(
              result.alive(),
              result.failures(),
              result.lastFailure() == null ? Optional.empty() : Optional.of(HealthWatch.CAUSE)));
    }
    return results;
  }

  static TaskState state(TaskEntry task) {
    return task.state() == null ? TaskState.STAGING : TaskState.parse(task.state().wireName());
  }

  /** Times on the wire have milliseconds. */
  static Instant millis(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }
}

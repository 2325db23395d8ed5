package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.TaskState;
import dev.pacer.simulator.offer.TaskStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the leader keeps track of tasks. */
final class TaskDesk {

  private final MesosModel model;

  TaskDesk(MesosModel model) {
    this.model = model;
  }

  /** An executor's update, by way of its agent. */
  void update(SimulatedAgent process, TaskRun run, RecordedStatus recorded) {
    LeaderMemory memory = model.memory();
    FrameworkRecord framework = memory.framework(run.view().frameworkId());
    AgentRecord agent = memory.agents.get(recorded.status().agentId());
    if (framework == null || agent == null) {
      return;
    }
    TaskView task = framework.tasks.get(run.view().id());
    if (task != null && !task.statuses().contains(recorded)) {
      TaskView next = task.with(recorded);
      framework.tasks.put(task.id(), next);
      framework.changed();
      if (next.state().terminal() && !task.state().terminal()) {
        releaseTask(agent, framework, task);
        countEnd(recorded);
      }
      log(recorded.status(), framework.id());
      model.listeners().forEach(listener -> listener.taskUpdated(next, recorded));
      model.touch();
    }
    Session session = framework.session;
    if (session != null) {
      session.deliver(
          scheduler -> {
            if (run.unacknowledged.contains(recorded)) {
              scheduler.update(recorded.status());
            }
          },
          () -> acknowledge(process, run.key(), recorded));
    }
  }

  private void log(TaskStatus status, String frameworkId) {
    model.record(
        "task %s id=%s framework=%s agent=%s%s"
            .formatted(
                status.state().name().toLowerCase(Locale.ROOT),
                status.taskId(),
                frameworkId,
                status.agentId(),
                status.reason() == null ? "" : " reason=" + status.reason()));
  }

  private void acknowledge(SimulatedAgent process, TaskKey key, RecordedStatus recorded) {
    process.acknowledged(key, recorded);
    LeaderMemory memory = model.memory();
    memory.counters.count(key.frameworkId(), "calls", "acknowledge");
    memory.counters.count(key.frameworkId(), "events", "update");
    AgentRecord agent = memory.agents.get(recorded.status().agentId());
    FrameworkRecord framework = memory.framework(key.frameworkId());
    if (framework != null && recorded.status().state().terminal()) {
      TaskView task = framework.tasks.get(key.taskId());
      if (task != null
          && task.state().terminal()
          && task.agentId().equals(recorded.status().agentId())) {
        framework.tasks.remove(key.taskId());
        framework.complete(task);
        if (agent != null) {
          releaseExecutor(agent, framework, task.executorId());
        }
        model.touch();
      }
    }
    if (agent != null && recorded.status().state().terminal()) {
      model.operatorDesk().checkDrained(agent);
    }
  }

  void releaseTask(AgentRecord agent, FrameworkRecord framework, TaskView task) {
    model.memory().release(agent, framework, task.role(), task.resources());
    model.allocator().later();
  }

  /** Frees a task group's executor once its last task has ended. */
  void releaseExecutor(AgentRecord agent, FrameworkRecord framework, String executorId) {
    FrameworkRecord.ExecutorKey key = new FrameworkRecord.ExecutorKey(agent.id(), executorId);
    ExecutorView executor = framework.executors.get(key);
    if (executor == null) {
      return;
    }
    boolean needed =
        framework.tasks.values().stream()
            .anyMatch(
                task -> task.agentId().equals(agent.id()) && task.executorId().equals(executorId));
    if (!needed) {
      framework.executors.remove(key);
      model.memory().release(agent, framework, executor.role(), executor.resources());
      model.allocator().later();
    }
  }

  /** A status of the master's own making. */
  RecordedStatus masterStatus(
      TaskView task, TaskState state, @Nullable String reason, @Nullable String message) {
    Instant now = model.simulation().instant();
    return new RecordedStatus(
        new TaskStatus(
            task.id(),
            task.agentId(),
            state,
            "SOURCE_MASTER",
            reason,
            message,
            now,
            state == TaskState.UNREACHABLE ? now : null),
        null,
        null,
        null);
  }

  void countEnd(RecordedStatus recorded) {
    TaskStatus status = recorded.status();
    if (!status.state().terminal() && status.state() != TaskState.UNREACHABLE) {
      return;
    }
    String state = status.state().name().toLowerCase(Locale.ROOT);
    Counters counters = model.memory().counters;
    if (status.state().terminal()) {
      counters.count("tasks_" + state);
    }
    if (status.reason() != null) {
      counters.count(
          "task_%s/%s/%s"
              .formatted(
                  state,
                  status.source().toLowerCase(Locale.ROOT),
                  status.reason().toLowerCase(Locale.ROOT).replace("agent", "slave")));
    }
  }

  /** Tells the framework of a status that nobody acknowledges. */
  void tell(FrameworkRecord framework, TaskStatus status) {
    if (framework.session != null) {
      framework.session.deliver(scheduler -> scheduler.update(status));
    }
  }

  /** The task is over by the master's word. */
  void end(
      AgentRecord agent,
      FrameworkRecord framework,
      TaskView task,
      TaskState state,
      String reason,
      String message) {
    RecordedStatus status = masterStatus(task, state, reason, message);
    TaskView ended = task.with(status);
    framework.tasks.remove(task.id());
    if (!task.state().terminal()) {
      releaseTask(agent, framework, task);
      countEnd(status);
    }
    releaseExecutor(agent, framework, task.executorId());
    if (state == TaskState.UNREACHABLE && !task.state().terminal()) {
      framework.unreachable.put(task.id(), ended);
    } else {
      framework.complete(ended);
    }
    framework.changed();
    log(status.status(), framework.id());
    tell(framework, status.status());
    model.listeners().forEach(listener -> listener.taskUpdated(ended, status));
    model.touch();
  }

  void kill(FrameworkRecord framework, String taskId) {
    TaskView task = framework.tasks.get(taskId);
    if (task == null) {
      reconcile(framework, List.of(taskId));
      return;
    }
    AgentRecord agent = model.memory().agents.get(task.agentId());
    if (agent == null) {
      return;
    }
    model.record("kill asked task=%s framework=%s".formatted(taskId, framework.id()));
    if (agent.connected && agent.process().reachable()) {
      agent.process().kill(task.key(), null);
    } else {
      agent.waitingKills.add(task.key());
    }
  }

  void reconcile(FrameworkRecord framework, Collection<String> taskIds) {
    if (taskIds.isEmpty()) {
      framework.tasks.values().forEach(task -> tell(framework, latest(task)));
      framework.unreachable.values().forEach(task -> tell(framework, latest(task)));
      return;
    }
    for (String taskId : taskIds) {
      TaskView task = framework.tasks.get(taskId);
      TaskView known = task == null ? framework.unreachable.get(taskId) : task;
      if (known != null) {
        tell(framework, latest(known));
      } else if (model.memory().recovered.isEmpty()) {
        tell(
            framework,
            new TaskStatus(
                taskId,
                "",
                framework.spec().partitionAware() ? TaskState.UNKNOWN : TaskState.LOST,
                "SOURCE_MASTER",
                "REASON_RECONCILIATION",
                "Reconciliation: Task is unknown",
                model.simulation().instant(),
                null));
      }
    }
  }

  private TaskStatus latest(TaskView task) {
    List<RecordedStatus> statuses = task.statuses();
    Instant unreachableSince =
        statuses.isEmpty() ? null : statuses.get(statuses.size() - 1).status().unreachableTime();
    return new TaskStatus(
        task.id(),
        task.agentId(),
        task.state(),
        "SOURCE_MASTER",
        "REASON_RECONCILIATION",
        "Reconciliation: Latest task state",
        model.simulation().instant(),
        unreachableSince);
  }
}

package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.TaskState;
import dev.pacer.simulator.offer.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the leader deals with agents: they register, fall silent, return and leave (mesos.md 5).
 */
final class AgentDesk {

  private final MesosModel model;

  AgentDesk(MesosModel model) {
    this.model = model;
  }

  void register(SimulatedAgent process) {
    LeaderMemory memory = model.memory();
    String id = process.id();
    MachineId machine =
        new MachineId(process.spec().hostname().toLowerCase(Locale.ROOT), process.spec().ip());
    memory.counters.count(id == null ? "messages_register_slave" : "messages_reregister_slave");
    if (id != null && model.registry().gone.contains(id)) {
      refuse(process, "Agent has been marked gone");
      return;
    }
    if (model.registry().down.contains(machine)) {
      refuse(process, "Machine is `DOWN`");
      return;
    }
    AgentRecord known = id == null ? null : memory.agents.get(id);
    if (known != null) {
      reconnect(known);
    } else {
      admit(memory, process, id);
    }
    model.touch();
    model.allocator().soon();
  }

  private void refuse(SimulatedAgent process, String why) {
    model.record("agent refused hostname=%s: %s".formatted(process.spec().hostname(), why));
    process.shutDown();
  }

  private void admit(LeaderMemory memory, SimulatedAgent process, @Nullable String id) {
    Instant now = model.simulation().instant();
    String given = id == null ? model.masters().leaderId() + "-S" + memory.nextAgent++ : id;
    AgentRecord agent = new AgentRecord(given, process, now);
    if (id != null) {
      agent.reregistered = now;
    }
    memory.counters.count(id == null ? "slave_registrations" : "slave_reregistrations");
    memory.recovered.remove(given);
    Registry registry = model.registry();
    registry.unreachable.remove(given);
    registry.admitted.put(given, process.spec());
    agent.deactivated = registry.deactivated.contains(given);
    agent.drain = registry.drains.get(given);
    memory.agents.put(given, agent);
    model.record(
        "agent %s id=%s hostname=%s"
            .formatted(
                id == null ? "registered" : "reregistered", given, process.spec().hostname()));
    process.runs().forEach(run -> adopt(memory, agent, run));
    process.completed().forEach(done -> ghost(memory, done));
    process.registered(given);
    AgentView view = agent.view();
    model.listeners().forEach(listener -> listener.agentAdded(view));
    resume(agent);
  }

  private void resume(AgentRecord agent) {
    DrainInfo drain = agent.drain;
    if (drain != null && !drain.drained()) {
      agent.process().drain(drain);
      model.operatorDesk().checkDrainedSoon(agent);
    }
    List.copyOf(agent.waitingKills).forEach(key -> agent.process().kill(key, null));
    agent.waitingKills.clear();
  }

  /** A task that the agent has and this leader, perhaps, had not. */
  private void adopt(LeaderMemory memory, AgentRecord agent, TaskRun run) {
    TaskView task = run.view();
    FrameworkRecord framework = framework(memory, task.frameworkId(), run.framework());
    if (framework == null) {
      run.die();
      agent.process().removeFramework(task.frameworkId());
      return;
    }
    boolean missed = framework.unreachable.remove(task.id()) != null;
    framework.tasks.put(task.id(), task);
    if (missed && !task.state().terminal()) {
      model
          .taskDesk()
          .tell(
              framework,
              model
                  .taskDesk()
                  .masterStatus(
                      task,
                      task.state(),
                      "REASON_AGENT_REREGISTERED",
                      "Unreachable agent re-reregistered")
                  .status());
    }
    if (!task.state().terminal()) {
      memory.use(agent, framework, task.role(), task.resources());
    }
    ExecutorView executor = run.executor();
    if (executor != null
        && framework.executors.putIfAbsent(
                new FrameworkRecord.ExecutorKey(agent.id(), executor.id()), executor)
            == null) {
      memory.use(agent, framework, executor.role(), executor.resources());
    }
    framework.changed();
  }

  /** What an agent reports as over comes back as it was last known, RUNNING included (M14). */
  private void ghost(LeaderMemory memory, AgentTasks.Completed done) {
    FrameworkRecord framework = memory.framework(done.task().frameworkId());
    if (framework != null) {
      framework.complete(done.task().archived());
    }
  }

  private @Nullable FrameworkRecord framework(LeaderMemory memory, String id, FrameworkSpec spec) {
    FrameworkRecord framework = memory.framework(id);
    if (framework == null && memory.completed.stream().noneMatch(over -> over.id().equals(id))) {
      return model.frameworkDesk().recover(id, spec);
    }
    return framework;
  }

  private void reconnect(AgentRecord agent) {
    LeaderMemory memory = model.memory();
    agent.connected = true;
    agent.reregistered = model.simulation().instant();
    cancel(agent);
    memory.counters.count("slave_reregistrations");
    model.record(
        "agent reconnected id=%s hostname=%s".formatted(agent.id(), agent.spec().hostname()));
    agent.process().setTotal(agent.total());
    agent.process().registered(agent.id());
    Set<TaskKey> running = new HashSet<>();
    agent.process().runs().forEach(run -> running.add(run.key()));
    for (TaskView task : memory.tasksOn(agent.id())) {
      if (!running.contains(task.key())) {
        FrameworkRecord framework = memory.requireFramework(task.frameworkId());
        model
            .taskDesk()
            .end(
                agent,
                framework,
                task,
                framework.spec().partitionAware() ? TaskState.GONE : TaskState.LOST,
                "REASON_RECONCILIATION",
                "Reconciliation: task unknown to the agent");
      }
    }
    agent.changed();
    resume(agent);
  }

  /** Its socket is closed: frameworks without checkpointing lose their tasks at once. */
  void disconnected(SimulatedAgent process) {
    LeaderMemory memory = model.memory();
    AgentRecord agent = process.id() == null ? null : memory.agents.get(process.id());
    if (agent == null || !agent.connected) {
      return;
    }
    agent.connected = false;
    agent.changed();
    model.record(
        "agent disconnected id=%s hostname=%s".formatted(agent.id(), agent.spec().hostname()));
    model.allocator().rescind(agent);
    for (TaskView task : memory.tasksOn(agent.id())) {
      FrameworkRecord framework = memory.requireFramework(task.frameworkId());
      if (!framework.spec().checkpoint()) {
        model
            .taskDesk()
            .end(
                agent,
                framework,
                task,
                TaskState.LOST,
                "REASON_AGENT_DISCONNECTED",
                "Agent %s disconnected".formatted(agent.spec().hostname()));
      }
    }
    expectUnreachable(agent);
    model.touch();
  }

  /** Nothing is heard of it any more, though its socket looks open. */
  void silent(SimulatedAgent process) {
    AgentRecord agent = process.id() == null ? null : model.memory().agents.get(process.id());
    if (agent != null) {
      expectUnreachable(agent);
    }
  }

  void heard(SimulatedAgent process) {
    AgentRecord agent = process.id() == null ? null : model.memory().agents.get(process.id());
    if (agent != null && agent.connected) {
      cancel(agent);
    }
  }

  /**
   * Pings go on from its last registration; the one that stays unanswered first and the following
   * ones must time out.
   */
  private void expectUnreachable(AgentRecord agent) {
    if (agent.unreachableSoon != null) {
      return;
    }
    Instant first = agent.reregistered == null ? agent.registered() : agent.reregistered;
    long period = model.simulation().scaled(model.settings().agents().pingTimeout()).toNanos();
    long silent = Duration.between(first, model.simulation().instant()).toNanos();
    long ticks = silent / period + 1 + model.settings().agents().maxPingTimeouts();
    agent.unreachableSoon =
        model.simulation().at(first.plusNanos(ticks * period), () -> unreachable(agent));
  }

  private static void cancel(AgentRecord agent) {
    if (agent.unreachableSoon != null) {
      agent.unreachableSoon.cancel();
      agent.unreachableSoon = null;
    }
  }

  private void unreachable(AgentRecord agent) {
    LeaderMemory memory = model.memory();
    if (memory.agents.get(agent.id()) != agent) {
      return;
    }
    Counters counters = memory.counters;
    counters.count("slave_unreachable_scheduled");
    counters.count("slave_unreachable_completed");
    counters.count("slave_removals");
    counters.count("slave_removals/reason_unhealthy");
    model.registry().admitted.remove(agent.id());
    model.registry().unreachable.put(agent.id(), model.simulation().instant());
    model.record(
        "agent unreachable id=%s hostname=%s".formatted(agent.id(), agent.spec().hostname()));
    for (TaskView task : memory.tasksOn(agent.id())) {
      FrameworkRecord framework = memory.requireFramework(task.frameworkId());
      model
          .taskDesk()
          .end(
              agent,
              framework,
              task,
              framework.spec().partitionAware() ? TaskState.UNREACHABLE : TaskState.LOST,
              "REASON_AGENT_REMOVED",
              "health check timed out");
    }
    drop(agent);
  }

  /** SIGUSR1: it is removed at once. */
  void unregistered(SimulatedAgent process) {
    AgentRecord agent = process.id() == null ? null : model.memory().agents.get(process.id());
    if (agent != null) {
      model.memory().counters.count("messages_unregister_slave");
      model.memory().counters.count("slave_removals/reason_unregistered");
      remove(agent, TaskState.LOST, "REASON_AGENT_REMOVED", "Unregistered");
    }
  }

  /** Removes an agent and ends its tasks; the process is the caller's affair. */
  void remove(AgentRecord agent, TaskState state, String reason, String why) {
    LeaderMemory memory = model.memory();
    if (state == TaskState.LOST) {
      memory.counters.count("slave_removals");
    }
    model.registry().forget(agent.id());
    model.record(
        "agent removed id=%s hostname=%s: %s".formatted(agent.id(), agent.spec().hostname(), why));
    for (TaskView task : memory.tasksOn(agent.id())) {
      model
          .taskDesk()
          .end(
              agent,
              memory.requireFramework(task.frameworkId()),
              task,
              state,
              reason,
              "Agent %s removed: %s".formatted(agent.spec().hostname(), why));
    }
    drop(agent);
  }

  private void drop(AgentRecord agent) {
    LeaderMemory memory = model.memory();
    model.allocator().rescind(agent);
    cancel(agent);
    memory.agents.remove(agent.id());
    agent.process().unknownToLeader();
    for (FrameworkRecord framework : memory.frameworks.values()) {
      framework.refusals.removeIf(refusal -> refusal.agentId().equals(agent.id()));
      if (framework.session != null) {
        framework.session.deliver(scheduler -> scheduler.agentLost(agent.id()));
      }
    }
    model.listeners().forEach(listener -> listener.agentRemoved(agent.id()));
    model.touch();
  }

  /** Ends an unreachable agent's tasks for good. */
  void endUnreachable(String agentId) {
    for (FrameworkRecord framework : model.memory().frameworks.values()) {
      for (TaskView task : List.copyOf(framework.unreachable.values())) {
        if (task.agentId().equals(agentId)) {
          RecordedStatus status =
              model
                  .taskDesk()
                  .masterStatus(
                      task,
                      TaskState.GONE_BY_OPERATOR,
                      "REASON_AGENT_REMOVED_BY_OPERATOR",
                      "Agent has been marked gone");
          TaskStatus told = status.status();
          framework.unreachable.remove(task.id());
          framework.complete(task.with(status));
          model.taskDesk().tell(framework, told);
        }
      }
    }
  }
}

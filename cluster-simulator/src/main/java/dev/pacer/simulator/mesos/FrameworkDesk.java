package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.TaskState;
import java.time.Duration;
import java.util.List;

/** Where the leader deals with frameworks: they come, go quiet, and leave. */
final class FrameworkDesk {

  private final MesosModel model;

  FrameworkDesk(MesosModel model) {
    this.model = model;
  }

  /** Takes in a framework's process, new or back. */
  void register(Session session) {
    LeaderMemory memory = model.memory();
    if (!memory.ready || !session.alive() || session.connected()) {
      return;
    }
    String id = session.frameworkId();
    FrameworkRecord framework = id == null ? null : memory.framework(id);
    boolean back = framework != null && framework.registered != null;
    if (framework == null) {
      String given = id == null ? nextId(memory) : id;
      framework = new FrameworkRecord(given, session.spec());
      memory.frameworks.put(given, framework);
    } else if (!framework.spec().equals(session.spec())) {
      framework = updated(memory, framework, session.spec());
    }
    if (framework.session != null && framework.session != session) {
      framework.session.cutOff(true);
    }
    voidOffers(framework);
    framework.session = session;
    framework.connected = true;
    framework.recovered = false;
    framework.suppressed = false;
    framework.refusals.clear();
    if (framework.failover != null) {
      framework.failover.cancel();
      framework.failover = null;
    }
    if (framework.registered == null) {
      framework.registered = model.simulation().instant();
    }
    framework.reregistered = model.simulation().instant();
    framework.changed();
    model.record(
        "framework %s id=%s name=%s"
            .formatted(
                back ? "reregistered" : "registered", framework.id(), session.spec().name()));
    memory.counters.count(framework.id(), "calls", "subscribe");
    memory.counters.count(framework.id(), "events", "subscribed");
    session.registered(framework.id());
    if (!back) {
      FrameworkView added = framework.view(memory.agents.values());
      model.listeners().forEach(listener -> listener.frameworkAdded(added));
    }
    memory.agents.values().forEach(agent -> agent.process().flush());
    model.touch();
    model.allocator().soon();
  }

  private String nextId(LeaderMemory memory) {
    return "%s-%04d".formatted(model.masters().leaderId(), memory.nextFramework++);
  }

  private static FrameworkRecord updated(
      LeaderMemory memory, FrameworkRecord old, FrameworkSpec spec) {
    FrameworkRecord framework = new FrameworkRecord(old.id(), spec);
    framework.tasks.putAll(old.tasks);
    framework.unreachable.putAll(old.unreachable);
    framework.completed.addAll(old.completed);
    framework.executors.putAll(old.executors);
    framework.offers.putAll(old.offers);
    framework.held.putAll(old.held);
    framework.session = old.session;
    framework.registered = old.registered;
    framework.failover = old.failover;
    memory.frameworks.put(old.id(), framework);
    return framework;
  }

  /** A framework that only agents have told the new leader of. */
  FrameworkRecord recover(String id, FrameworkSpec spec) {
    FrameworkRecord framework = new FrameworkRecord(id, spec);
    framework.recovered = true;
    model.memory().frameworks.put(id, framework);
    removeAfter(
        framework, model.settings().agents().reregisterTimeout().plus(spec.failoverTimeout()));
    return framework;
  }

  /** Its process is gone: its tasks go on for the failover timeout. */
  void disconnected(FrameworkRecord framework) {
    framework.connected = false;
    framework.session = null;
    voidOffers(framework);
    framework.changed();
    model.record("framework disconnected id=%s".formatted(framework.id()));
    if (framework.spec().failoverTimeout().isZero()) {
      remove(framework);
    } else {
      removeAfter(framework, framework.spec().failoverTimeout());
    }
    model.allocator().later();
    model.touch();
  }

  private void removeAfter(FrameworkRecord framework, Duration timeout) {
    LeaderMemory then = model.memory();
    framework.failover =
        model
            .simulation()
            .after(
                timeout,
                () -> {
                  if (model.memory() == then && !framework.connected) {
                    remove(framework);
                  }
                });
  }

  /** It is over: tasks are killed, also told so after a terminal state (mesos.md 9.1). */
  void remove(FrameworkRecord framework) {
    LeaderMemory memory = model.memory();
    voidOffers(framework);
    for (TaskView task : List.copyOf(framework.tasks.values())) {
      end(memory, framework, task);
    }
    framework.unreachable.values().forEach(framework::complete);
    framework.unreachable.clear();
    memory.agents.values().forEach(agent -> agent.process().removeFramework(framework.id()));
    framework.executors.clear();
    framework.connected = false;
    framework.recovered = false;
    framework.session = null;
    framework.unregistered = model.simulation().instant();
    if (framework.failover != null) {
      framework.failover.cancel();
    }
    framework.changed();
    FrameworkView removed = framework.view(memory.agents.values());
    memory.frameworks.remove(framework.id());
    memory.complete(framework);
    model.record(
        "framework removed id=%s name=%s".formatted(framework.id(), framework.spec().name()));
    model.listeners().forEach(listener -> listener.frameworkRemoved(removed));
    model.allocator().later();
    model.touch();
  }

  private void end(LeaderMemory memory, FrameworkRecord framework, TaskView task) {
    RecordedStatus status =
        model
            .taskDesk()
            .masterStatus(
                task,
                TaskState.KILLED,
                "REASON_FRAMEWORK_REMOVED",
                "Framework %s removed".formatted(framework.id()));
    TaskView ended = task.with(status);
    AgentRecord agent = memory.agents.get(task.agentId());
    if (agent != null && !task.state().terminal()) {
      model.taskDesk().releaseTask(agent, framework, task);
    }
    if (!task.state().terminal()) {
      model.taskDesk().countEnd(status);
    }
    framework.tasks.remove(task.id());
    if (agent != null) {
      model.taskDesk().releaseExecutor(agent, framework, task.executorId());
    }
    framework.complete(ended);
    model.listeners().forEach(listener -> listener.taskUpdated(ended, status));
  }

  private void voidOffers(FrameworkRecord framework) {
    List.copyOf(framework.offers.values()).forEach(model.memory()::unoffer);
  }
}

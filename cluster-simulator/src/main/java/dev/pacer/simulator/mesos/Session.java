package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Scheduler;
import dev.pacer.simulator.offer.SchedulerSession;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connection of one framework's process; it finds every new leader by itself. */
final class Session implements SchedulerSession {

  private final MesosModel model;
  private final FrameworkSpec spec;
  private final Scheduler scheduler;
  private @Nullable String frameworkId;
  private boolean alive = true;
  private boolean connected;
  private long term;

  Session(MesosModel model, FrameworkSpec spec, Scheduler scheduler) {
    this.model = model;
    this.spec = spec;
    this.scheduler = scheduler;
    this.frameworkId = spec.id();
  }

  FrameworkSpec spec() {
    return spec;
  }

  @Nullable String frameworkId() {
    return frameworkId;
  }

  boolean connected() {
    return connected;
  }

  boolean alive() {
    return alive;
  }

  /** The leader has (again) taken it in. */
  void registered(String id) {
    frameworkId = id;
    connected = true;
    term++;
    deliver(listener -> listener.registered(id));
  }

  /** The leader is gone, or another process has taken the framework over. */
  void cutOff(boolean forGood) {
    if (forGood) {
      alive = false;
    }
    if (connected) {
      connected = false;
      term++;
      model.simulation().after(Duration.ZERO, scheduler::disconnected);
    }
  }

  /** Tells the framework something at the next moment, if it is still connected then. */
  void deliver(Consumer<Scheduler> message) {
    deliver(message, () -> {});
  }

  void deliver(Consumer<Scheduler> message, Runnable afterwards) {
    long sent = term;
    model
        .simulation()
        .after(
            Duration.ZERO,
            () -> {
              if (connected && term == sent) {
                message.accept(scheduler);
                if (connected && term == sent) {
                  afterwards.run();
                }
              }
            });
  }

  private void ask(String call, Consumer<FrameworkRecord> question) {
    if (!connected || frameworkId == null) {
      return;
    }
    FrameworkRecord framework = model.memory().framework(frameworkId);
    if (framework != null && framework.session == this) {
      model.memory().counters.count(frameworkId, "calls", call);
      question.accept(framework);
      model.touch();
    }
  }

  @Override
  public void accept(Collection<String> offerIds, List<Operation> operations, Duration refuse) {
    ask("accept", framework -> model.acceptDesk().accept(framework, offerIds, operations, refuse));
  }

  @Override
  public void decline(Collection<String> offerIds, Duration refuse) {
    ask("decline", framework -> model.allocator().decline(framework, offerIds, refuse));
  }

  @Override
  public void revive() {
    ask("revive", framework -> model.allocator().revive(framework));
  }

  @Override
  public void suppress() {
    ask("suppress", framework -> model.allocator().suppress(framework));
  }

  @Override
  public void kill(String taskId) {
    ask("kill", framework -> model.taskDesk().kill(framework, taskId));
  }

  @Override
  public void reconcile(Collection<String> taskIds) {
    ask("reconcile", framework -> model.taskDesk().reconcile(framework, taskIds));
  }

  @Override
  public void teardown() {
    ask("teardown", model.frameworkDesk()::remove);
    alive = false;
    connected = false;
    term++;
  }

  @Override
  public void disconnect() {
    alive = false;
    if (connected && frameworkId != null) {
      FrameworkRecord framework = model.memory().framework(frameworkId);
      if (framework != null && framework.session == this) {
        model.frameworkDesk().disconnected(framework);
      }
    }
    connected = false;
    term++;
  }
}

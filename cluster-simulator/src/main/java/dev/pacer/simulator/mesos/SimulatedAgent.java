package dev.pacer.simulator.mesos;

import dev.pacer.simulator.kernel.Scheduled;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Launch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine's agent: its process, its work directory and the tasks that run there. */
public final class SimulatedAgent {

  /** How long executors wait for their agent to come back. */
  private static final Duration RECOVERY_TIMEOUT = Duration.ofMinutes(15);

  private static final Duration GROUP_HOP = Duration.ofMillis(20);

  private final MesosModel model;
  private final AgentSpec spec;
  private final AgentTasks tasks = new AgentTasks();

  private @Nullable String id;
  private Resources total;
  private @Nullable DrainInfo drain;
  private boolean running;
  private boolean reachable = true;
  private boolean registered;
  private Instant started = Instant.EPOCH;
  private @Nullable Scheduled attempt;
  private @Nullable Scheduled orphansEnd;

  SimulatedAgent(MesosModel model, AgentSpec spec) {
    this.model = model;
    this.spec = spec;
    this.total = Resources.of(spec.resources());
  }

  public AgentSpec spec() {
    return spec;
  }

  /** The id it was given; null before its first registration and after a wipe. */
  public @Nullable String id() {
    return id;
  }

  public boolean running() {
    return running;
  }

  /** When its process was last started. */
  public Instant started() {
    return started;
  }

  /** Whether the leading master counts it among its own just now. */
  public boolean registered() {
    return registered;
  }

  /** What it has now, with dynamic reservations and volumes. */
  public Resources total() {
    return total;
  }

  /** The drain it has been told of. */
  public @Nullable DrainInfo drain() {
    return drain;
  }

  /** Tasks whose end has not been acknowledged, as the agent knows them. */
  public List<TaskView> tasks() {
    return tasks.runs().stream().map(TaskRun::view).toList();
  }

  /** Its executors, those that are over first. */
  public List<ExecutorOnAgent> executors() {
    return AgentExecutors.of(tasks);
  }

  /** Starts the agent's process; it registers a little later. */
  public void start() {
    if (running) {
      return;
    }
    running = true;
    started = model.simulation().instant();
    if (orphansEnd != null) {
      orphansEnd.cancel();
    }
    model.record("agent started hostname=%s".formatted(spec.hostname()));
    model.touch();
    register(model.settings().agents().registersAfter());
  }

  /** The agent's process is killed; checkpointed tasks go on without it for 15 minutes. */
  public void kill() {
    if (running) {
      model.record("agent killed hostname=%s".formatted(spec.hostname()));
      endProcess();
    }
  }

  private void endProcess() {
    stopProcess();
    tasks.forgetUncheckpointed();
    tasks.drop(run -> !run.framework().checkpoint());
    orphansEnd = model.simulation().after(RECOVERY_TIMEOUT, () -> tasks.drop(run -> true));
  }

  /** The machine is gone: the agent and all tasks die at once, sockets are closed. */
  public void loseMachine() {
    model.record("machine lost hostname=%s".formatted(spec.hostname()));
    tasks.drop(run -> true);
    tasks.forgetUncheckpointed();
    stopProcess();
  }

  private void stopProcess() {
    boolean was = running;
    running = false;
    drain = null;
    if (attempt != null) {
      attempt.cancel();
    }
    if (was && registered && reachable) {
      registered = false;
      model.agentDesk().disconnected(this);
    }
    registered = false;
    model.touch();
  }

  /** The network between the agent and everybody else fails; tasks go on. */
  public void partition() {
    if (reachable) {
      reachable = false;
      model.record("agent partitioned hostname=%s".formatted(spec.hostname()));
      model.agentDesk().silent(this);
    }
  }

  /** The network is back: the agent returns as soon as it notices. */
  public void heal() {
    if (!reachable) {
      reachable = true;
      model.record("agent healed hostname=%s".formatted(spec.hostname()));
      model.agentDesk().heard(this);
      if (running && !registered) {
        register(model.settings().agents().returnsWithin());
      } else {
        flush();
      }
    }
  }

  /** SIGUSR1: says goodbye, kills its tasks and exits. */
  public void unregister() {
    if (running) {
      model.record("agent unregistered hostname=%s".formatted(spec.hostname()));
      if (registered && reachable) {
        model.agentDesk().unregistered(this);
      }
      shutDown();
    }
  }

  /** Empties the work directory of a stopped agent: it will get a new id and has no past. */
  public void wipe() {
    if (running) {
      throw new IllegalStateException("stop agent %s before its wipe".formatted(spec.hostname()));
    }
    id = null;
    total = Resources.of(spec.resources());
    tasks.wipe();
  }

  boolean reachable() {
    return running && reachable;
  }

  void register(Duration within) {
    if (attempt != null) {
      attempt.cancel();
    }
    attempt =
        model
            .simulation()
            .after(
                within,
                () -> {
                  if (reachable() && model.leading() && !registered) {
                    model.agentDesk().register(this);
                  }
                });
  }

  /** The leading master has taken it in, under this id. */
  void registered(String given) {
    id = given;
    registered = true;
    flush();
  }

  /** There is no leader, or the leader has given it up. */
  void unknownToLeader() {
    registered = false;
  }

  /** The master tells it to end: executors are killed without a word, the process exits. */
  void shutDown() {
    registered = false;
    tasks.bury(run -> true);
    tasks.forgetUncheckpointed();
    stopProcess();
    model.record("agent exited hostname=%s".formatted(spec.hostname()));
  }

  void launch(
      TaskView task,
      Launch launch,
      FrameworkSpec framework,
      RecordedStatus.Container in,
      @Nullable ExecutorView executor) {
    tasks.start(new TaskRun(this, model, task, launch, framework, in, executor));
  }

  List<TaskRun> runs() {
    return tasks.runs();
  }

  List<AgentTasks.Completed> completed() {
    return tasks.completed();
  }

  boolean hasLiveTasks() {
    return tasks.live();
  }

  /** Kills a task, and with it the other members of its group. */
  void kill(TaskKey key, @Nullable String reason) {
    tasks.group(key).forEach(member -> member.kill(reason, null, false));
  }

  void drain(DrainInfo config) {
    drain = config;
    for (TaskRun run : runs()) {
      // The default executor has one more hop to its tasks.
      Duration hop = run.group().isEmpty() ? Duration.ZERO : GROUP_HOP;
      model
          .simulation()
          .after(
              hop,
              () -> {
                if (config.equals(drain)) {
                  run.kill("REASON_AGENT_DRAINING", config.maxGrace(), config.markGone());
                }
              });
    }
  }

  void stopDraining() {
    drain = null;
  }

  /** The framework is over: its executors are killed without a word. */
  void removeFramework(String frameworkId) {
    tasks.bury(run -> run.view().frameworkId().equals(frameworkId));
  }

  void setTotal(Resources changed) {
    total = changed;
  }

  void forward(TaskRun run, RecordedStatus status) {
    if (reachable() && registered) {
      model.taskDesk().update(this, run, status);
    }
  }

  void ended(TaskRun run) {
    tasks.ended(run);
  }

  /** The framework has the update: the next one can be sent, and an ended task be forgotten. */
  void acknowledged(TaskKey key, RecordedStatus status) {
    tasks.acknowledged(key, status);
  }

  /** Sends what has not been acknowledged, again. */
  void flush() {
    runs().forEach(run -> List.copyOf(run.unacknowledged).forEach(status -> forward(run, status)));
  }
}

package dev.pacer.simulator.mesos;

import dev.pacer.simulator.kernel.Scheduled;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A machine's agent: its process, its work directory and the tasks that run there. */
public final class SimulatedAgent {

  /** How long executors wait for their agent to come back. */
  private static final Duration RECOVERY_TIMEOUT = Duration.ofMinutes(15);

  private static final Duration GROUP_HOP = Duration.ofMillis(20);

  private static final int MOST_COMPLETED = 150;

  /** A task that is over, with the framework it belonged to. */
  record Completed(
      TaskView task,
      FrameworkSpec framework,
      RecordedStatus.Container container,
      @Nullable ExecutorView executor,
      boolean acknowledged) {}

  private final MesosModel model;
  private final AgentSpec spec;
  private final Map<TaskKey, TaskRun> runs = new LinkedHashMap<>();
  private final List<Completed> completed = new ArrayList<>();

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
    return runs.values().stream().map(TaskRun::view).toList();
  }

  /** Its executors, those that are over first. */
  public List<ExecutorOnAgent> executors() {
    return AgentExecutors.of(this);
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
    completed.removeIf(done -> !done.framework().checkpoint());
    dropRuns(run -> !run.framework().checkpoint());
    orphansEnd = model.simulation().after(RECOVERY_TIMEOUT, () -> dropRuns(run -> true));
  }

  /** The machine is gone: the agent and all tasks die at once, sockets are closed. */
  public void loseMachine() {
    model.record("machine lost hostname=%s".formatted(spec.hostname()));
    dropRuns(run -> true);
    completed.removeIf(done -> !done.framework().checkpoint());
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
    dropRuns(run -> true);
    completed.clear();
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
    List<TaskRun> all = List.copyOf(runs.values());
    registered = false;
    all.forEach(
        run -> {
          run.die();
          remember(run);
        });
    runs.clear();
    completed.removeIf(done -> !done.framework().checkpoint());
    stopProcess();
    model.record("agent exited hostname=%s".formatted(spec.hostname()));
  }

  private void dropRuns(Predicate<TaskRun> which) {
    List<TaskRun> dropped = runs.values().stream().filter(which).toList();
    dropped.forEach(
        run -> {
          run.die();
          runs.remove(run.key());
        });
  }

  void launch(
      TaskView task,
      Launch launch,
      FrameworkSpec framework,
      RecordedStatus.Container in,
      @Nullable ExecutorView executor) {
    TaskRun run = new TaskRun(this, model, task, launch, framework, in, executor);
    runs.put(task.key(), run);
    run.start();
  }

  @Nullable TaskRun run(TaskKey key) {
    return runs.get(key);
  }

  List<TaskRun> runs() {
    return List.copyOf(runs.values());
  }

  List<Completed> completed() {
    return List.copyOf(completed);
  }

  boolean hasLiveTasks() {
    return runs.values().stream().anyMatch(run -> !run.ended());
  }

  /** Kills a task, and with it the other members of its group. */
  void kill(TaskKey key, @Nullable String reason) {
    TaskRun run = runs.get(key);
    if (run != null) {
      members(run).forEach(member -> member.kill(reason, null, false));
    }
  }

  private List<TaskRun> members(TaskRun run) {
    if (run.group().isEmpty()) {
      return List.of(run);
    }
    return runs.values().stream()
        .filter(
            other ->
                other.group().equals(run.group())
                    && other.view().frameworkId().equals(run.view().frameworkId()))
        .toList();
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
    runs().stream()
        .filter(run -> run.view().frameworkId().equals(frameworkId))
        .forEach(
            run -> {
              run.die();
              runs.remove(run.key());
              remember(run);
            });
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
    if (run.view().state() != TaskState.FINISHED) {
      members(run).stream()
          .filter(member -> member != run && !member.ended())
          .forEach(member -> member.kill(null, null, false));
    }
    settle(run);
  }

  /** The framework has the update: the next one can be sent, and an ended task be forgotten. */
  void acknowledged(TaskKey key, RecordedStatus status) {
    TaskRun run = runs.get(key);
    if (run != null) {
      run.unacknowledged.remove(status);
      settle(run);
    }
  }

  private void settle(TaskRun run) {
    if (run.ended() && run.unacknowledged.isEmpty() && runs.remove(run.key()) != null) {
      remember(run);
    }
  }

  private void remember(TaskRun run) {
    completed.add(
        new Completed(
            run.view(),
            run.framework(),
            run.container(),
            run.executor(),
            run.unacknowledged.isEmpty()));
    if (completed.size() > MOST_COMPLETED) {
      completed.remove(0);
    }
  }

  /** Sends what has not been acknowledged, again. */
  void flush() {
    runs().forEach(run -> List.copyOf(run.unacknowledged).forEach(status -> forward(run, status)));
  }
}

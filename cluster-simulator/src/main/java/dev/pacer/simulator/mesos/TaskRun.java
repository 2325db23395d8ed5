package dev.pacer.simulator.mesos;

import dev.pacer.simulator.kernel.Scheduled;
import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.TaskState;
import dev.pacer.simulator.offer.TaskStatus;
import dev.pacer.simulator.offer.Workload.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task on its agent, from launch to the end of its process. */
final class TaskRun {

  /** A process ended by a signal has the exit code 128 + its number. */
  private static final Map<Integer, String> SIGNALS =
      Map.of(6, "Aborted", 9, "Killed", 11, "Segmentation fault", 15, "Terminated");

  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(3);

  private final SimulatedAgent agent;
  private final MesosModel model;
  private final Launch launch;
  private final FrameworkSpec framework;
  private final Behaviour behaviour;
  private final RecordedStatus.Container container;
  private final @Nullable ExecutorView executor;

  /** Updates the framework has not acknowledged yet, oldest first. */
  final Deque<RecordedStatus> unacknowledged = new ArrayDeque<>();

  private TaskView view;
  private @Nullable Scheduled next;
  private @Nullable Instant endsAt;
  private boolean goneEarly;
  private boolean ended;

  TaskRun(
      SimulatedAgent agent,
      MesosModel model,
      TaskView view,
      Launch launch,
      FrameworkSpec framework,
      RecordedStatus.Container container,
      @Nullable ExecutorView executor) {
    this.agent = agent;
    this.executor = executor;
    this.model = model;
    this.view = view;
    this.launch = launch;
    this.framework = framework;
    this.container = container;
    this.behaviour = model.workload().of(launch);
  }

  TaskView view() {
    return view;
  }

  TaskKey key() {
    return view.key();
  }

  FrameworkSpec framework() {
    return framework;
  }

  String group() {
    return launch.group();
  }

  RecordedStatus.Container container() {
    return container;
  }

  /** The executor it shares with its group, null for a command task. */
  @Nullable ExecutorView executor() {
    return executor;
  }

  /** Whether the process has ended, whatever was told of it. */
  boolean ended() {
    return ended;
  }

  void start() {
    next = model.simulation().after(behaviour.fetch(), this::fetched);
  }

  private void fetched() {
    String failure = behaviour.failure();
    if (failure != null) {
      end(TaskState.FAILED, "REASON_CONTAINER_LAUNCH_FAILED", failure);
      return;
    }
    tell(TaskState.STARTING, null, null);
    next = model.simulation().after(behaviour.start(), this::started);
  }

  private void started() {
    tell(TaskState.RUNNING, null, null);
    Duration runsFor = behaviour.runsFor();
    if (runsFor != null) {
      next = model.simulation().after(runsFor, this::exited);
    }
  }

  private void exited() {
    int code = behaviour.exitCode();
    String message =
        SIGNALS.containsKey(code - 128)
            ? "Command terminated with signal " + SIGNALS.get(code - 128)
            : "Command exited with status " + code;
    end(code == 0 ? TaskState.FINISHED : TaskState.FAILED, null, message);
  }

  /**
   * Starts its end. {@code grace} caps its own kill policy where the executor obeys, null: no cap;
   * {@code gone}: the framework is told GONE_BY_OPERATOR at once and again at the end.
   */
  void kill(@Nullable String reason, @Nullable Duration grace, boolean gone) {
    if (ended) {
      return;
    }
    boolean running =
        view.state() == TaskState.RUNNING
            || view.state() == TaskState.STARTING
            || view.state() == TaskState.KILLING
            || goneEarly;
    if (!running) {
      cancel();
      end(
          gone ? TaskState.GONE_BY_OPERATOR : TaskState.KILLED,
          reason,
          "Task killed during launch");
      return;
    }
    Duration policy = launch.killGrace() == null ? DEFAULT_GRACE : launch.killGrace();
    boolean obeys = agent.spec().httpCommandExecutor() || !group().isEmpty();
    Duration allowed = grace != null && obeys && grace.compareTo(policy) < 0 ? grace : policy;
    boolean byForce = behaviour.ignoresTerm() || behaviour.stopsAfter().compareTo(allowed) > 0;
    Instant end = model.simulation().in(byForce ? allowed : behaviour.stopsAfter());
    if (endsAt != null && !end.isBefore(endsAt)) {
      return;
    }
    boolean first = endsAt == null;
    endsAt = end;
    cancel();
    next =
        model
            .simulation()
            .at(
                end,
                () ->
                    end(
                        gone || goneEarly ? TaskState.GONE_BY_OPERATOR : TaskState.KILLED,
                        reason,
                        "Command terminated with signal " + (byForce ? "Killed" : "Terminated")));
    if (!first) {
      return;
    }
    if (gone) {
      goneEarly = true;
      tell(TaskState.GONE_BY_OPERATOR, reason, null);
    } else if (framework.capabilities().contains("TASK_KILLING_STATE")) {
      tell(TaskState.KILLING, reason, null);
    }
  }

  private void end(TaskState state, @Nullable String reason, String message) {
    ended = true;
    tell(state, reason, message);
    agent.ended(this);
  }

  /** The process dies with its machine or agent; nobody is left to tell of it. */
  void die() {
    ended = true;
    cancel();
  }

  private void cancel() {
    if (next != null) {
      next.cancel();
    }
  }

  private void tell(TaskState state, @Nullable String reason, @Nullable String message) {
    boolean again = goneEarly && ended;
    TaskStatus status =
        new TaskStatus(
            view.id(),
            view.agentId(),
            state,
            "SOURCE_EXECUTOR",
            reason,
            message,
            model.simulation().instant(),
            null);
    RecordedStatus recorded =
        new RecordedStatus(
            status,
            view.executorId().isEmpty() ? view.id() : view.executorId(),
            model.names().statusUuid(),
            again ? null : container);
    view = view.with(recorded);
    unacknowledged.add(recorded);
    agent.forward(this, recorded);
  }
}

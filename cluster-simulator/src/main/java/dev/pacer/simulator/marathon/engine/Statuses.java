package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Condition;
import dev.pacer.simulator.marathon.instance.Goal;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.instance.TaskEntry;
import dev.pacer.simulator.offer.TaskState;
import dev.pacer.simulator.offer.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What becomes of instances when Mesos tells the state of their tasks. */
public final class Statuses {

  private final Core core;
  private final Tracker tracker;
  private final LaunchQueue queue;
  private final HealthWatch health;
  private final Map<String, TaskFailure> failures = new HashMap<>();
  private Consumer<String> kill = taskId -> {};
  private Runnable onRunning = () -> {};
  private Runnable onUnreachable = () -> {};

  public Statuses(Core core, Tracker tracker, LaunchQueue queue, HealthWatch health) {
    this.core = core;
    this.tracker = tracker;
    this.queue = queue;
    this.health = health;
  }

  /**
   * @param sender how the kill of a task that nobody knows is sent
   * @param running called when a task came up
   * @param unreachable called when one was lost sight of
   */
  void connect(Consumer<String> sender, Runnable running, Runnable unreachable) {
    kill = sender;
    onRunning = running;
    onUnreachable = unreachable;
  }

  /** The last failure of each app. */
  public Map<String, TaskFailure> failures() {
    return Map.copyOf(failures);
  }

  void forgetFailure(String specId) {
    failures.remove(specId);
  }

  /** {@code ops_web.instance-….} of {@code ops_web.instance-…._app.1}. */
  public static @Nullable String instanceOf(String taskId) {
    int marker = taskId.indexOf(".instance-");
    if (marker < 0) {
      return null;
    }
    int end = taskId.indexOf('.', marker + ".instance-".length());
    return end < 0 ? null : taskId.substring(0, end);
  }

  void update(TaskStatus status) {
    String instanceId = instanceOf(status.taskId());
    Instance instance = instanceId == null ? null : tracker.find(instanceId);
    TaskEntry task = instance == null ? null : instance.task(status.taskId());
    if (instance == null || task == null) {
      unknown(status, instanceId);
      return;
    }
    if (task.terminal()) {
      if (!status.state().terminal() && status.state() != TaskState.UNKNOWN) {
        kill.accept(status.taskId());
      }
      return;
    }
    boolean repeated = status.state() == task.state();
    if (repeated && status.state() != TaskState.UNREACHABLE) {
      return;
    }
    if (repeated) {
      reconsiderUnreachable(instance, task);
      return;
    }
    apply(status, instance, task);
  }

  private void unknown(TaskStatus status, @Nullable String instanceId) {
    if (status.state().terminal()) {
      if (instanceId != null && status.state() != TaskState.GONE_BY_OPERATOR) {
        core.events()
            .publish(
                "unknown_instance_terminated_event",
                "instanceId",
                instanceId,
                "runSpecId",
                specOf(instanceId),
                "condition",
                condition(status.state()).wireName());
      }
    } else if (status.state() != TaskState.UNREACHABLE && status.state() != TaskState.UNKNOWN) {
      core.record("killing unknown task " + status.taskId());
      kill.accept(status.taskId());
    }
  }

  private static String specOf(String instanceId) {
    return "/" + instanceId.substring(0, instanceId.indexOf(".instance-")).replace('_', '/');
  }

  private static Condition condition(TaskState state) {
    return switch (state) {
      case FAILED -> Condition.FAILED;
      case FINISHED -> Condition.FINISHED;
      case ERROR -> Condition.ERROR;
      case DROPPED -> Condition.DROPPED;
      case GONE, GONE_BY_OPERATOR, LOST -> Condition.GONE;
      default -> Condition.KILLED;
    };
  }

  private void apply(TaskStatus status, Instance instance, TaskEntry task) {
    String message = Objects.requireNonNullElse(status.message(), "");
    core.record("status " + status.taskId() + " " + status.state().wireName());
    StatusEvents.publish(core, instance, task, status.state().wireName(), message);
    Instance told =
        instance.told(status.taskId(), status.state(), core.now(), status.unreachableTime());
    rememberFailure(status, instance, message);
    if (told.condition() == Condition.RUNNING && instance.condition() != Condition.RUNNING) {
      onRunning.run();
    }
    if (told.condition().terminal()) {
      ended(status, instance, told);
    } else if (status.state() == TaskState.UNKNOWN) {
      ended(status, instance, told.withCondition(Condition.UNKNOWN, core.now()));
    } else if (told.condition() == Condition.UNREACHABLE) {
      unreachable(told);
    } else {
      tracker.put(told);
      if (told.condition() == Condition.RUNNING) {
        surplus(told.spec());
      }
    }
  }

  private void ended(TaskStatus status, Instance before, Instance told) {
    if (told.condition().delaysLaunches() && told.goal() == Goal.RUNNING && !drained(status)) {
      queue.failed(told.spec());
    } else if (drained(status)) {
      queue.forgetDelay(told.spec());
    }
    tracker.put(told);
    if (told.goal() == Goal.DECOMMISSIONED) {
      tracker.remove(told.id());
    } else if (before.condition() == Condition.UNREACHABLE_INACTIVE) {
      tracker.remove(told.id());
    }
  }

  private static boolean drained(TaskStatus status) {
    return "REASON_SLAVE_DRAINING".equals(status.reason())
        || "REASON_AGENT_DRAINING".equals(status.reason());
  }

  private void rememberFailure(TaskStatus status, Instance instance, String message) {
    String killReason =
        status.state() == TaskState.KILLED ? health.reasonOfKill(instance.id()) : null;
    boolean failure =
        switch (status.state()) {
          case FAILED, ERROR, LOST, DROPPED, GONE, GONE_BY_OPERATOR, UNKNOWN -> true;
          default -> false;
        };
    if (instance.spec().isPod() || (!failure && killReason == null)) {
      return;
    }
    AgentInfo agent = instance.agent();
    failures.put(
        instance.specId(),
        new TaskFailure(
            instance.specId(),
            agent == null ? "" : agent.host(),
            killReason == null ? message : killReason,
            status.state().wireName(),
            status.taskId(),
            core.now(),
            instance.spec().version(),
            agent == null ? null : agent.agentId()));
  }

  /** Strategy 0 and 0 forgets it at once and starts another; else it waits (marathon.md 9.1). */
  private void unreachable(Instance told) {
    RunSpec.Unreachable strategy = told.spec().unreachable();
    tracker.put(told);
    if (told.goal() != Goal.RUNNING) {
      forgetIfOver(told, Duration.ZERO);
      return;
    }
    if (!strategy.disabled()
        && strategy.inactiveAfter().isZero()
        && strategy.expungeAfter().isZero()) {
      RunSpec spec = told.spec();
      tracker.remove(told.id());
      core.record("forgot unreachable " + told.id());
      queue.add(spec, 1);
    } else {
      onUnreachable.run();
    }
  }

  /**
   * One that was to end anyway is forgotten by its age too, and not replaced; Marathon's
   * InstanceUpdater asks only how long it has been unreachable.
   */
  private void forgetIfOver(Instance instance, Duration age) {
    RunSpec.Unreachable strategy = instance.spec().unreachable();
    if (instance.goal() == Goal.DECOMMISSIONED
        && !strategy.disabled()
        && age.compareTo(strategy.expungeAfter()) >= 0) {
      tracker.remove(instance.id());
      core.record("forgot unreachable " + instance.id());
    }
  }

  /** A repeated word of a lost task is when its age is looked at (marathon.md T11). */
  private void reconsiderUnreachable(Instance instance, TaskEntry task) {
    RunSpec.Unreachable strategy = instance.spec().unreachable();
    Instant since = task.unreachableSince() == null ? task.changedAt() : task.unreachableSince();
    Duration age = core.simulation().unscaled(Duration.between(since, core.now()));
    if (instance.goal() != Goal.RUNNING) {
      forgetIfOver(instance, age);
      return;
    }
    if (strategy.disabled()) {
      return;
    }
    if (instance.condition() == Condition.UNREACHABLE
        && age.compareTo(strategy.inactiveAfter()) > 0) {
      tracker.put(instance.withCondition(Condition.UNREACHABLE_INACTIVE, core.now()));
      queue.add(instance.spec(), 1);
    }
  }

  /** Forgets inactive ones whose time is over. */
  void expunge() {
    for (var instances : tracker.all().values()) {
      for (Instance instance : instances) {
        if (instance.condition() != Condition.UNREACHABLE_INACTIVE) {
          continue;
        }
        Instant since =
            instance.tasks().stream()
                .map(t -> t.unreachableSince() == null ? t.changedAt() : t.unreachableSince())
                .min(Instant::compareTo)
                .orElse(instance.since());
        Duration age = core.simulation().unscaled(Duration.between(since, core.now()));
        if (age.compareTo(instance.spec().unreachable().expungeAfter()) > 0) {
          tracker.remove(instance.id());
        }
      }
    }
  }

  private void surplus(RunSpec spec) {
    // More than wanted may run when a lost one comes back: the periodic check ends the surplus.
    if (tracker.wanted(spec.id()).size() > spec.instances()) {
      onUnreachable.run();
    }
  }
}

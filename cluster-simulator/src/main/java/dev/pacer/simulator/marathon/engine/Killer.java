package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.instance.Condition;
import dev.pacer.simulator.marathon.instance.Goal;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.instance.TaskEntry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ends instances: says so to Mesos, again and again until it is confirmed. */
public final class Killer {

  private final Core core;
  private final Tracker tracker;
  private final Duration retry;
  private final Set<String> inFlight = new HashSet<>();
  private Consumer<String> kill = taskId -> {};

  public Killer(Core core, Tracker tracker, Duration retry) {
    this.core = core;
    this.tracker = tracker;
    this.retry = retry;
    tracker.listen(this::changed);
  }

  /** How a task's kill is sent to Mesos. */
  void connect(Consumer<String> sender) {
    kill = sender;
  }

  private void changed(@Nullable Instance before, @Nullable Instance after) {
    if (before != null && (after == null || after.condition().terminal() || after.waiting())) {
      inFlight.remove(before.id());
    }
  }

  boolean isBeingKilled(String instanceId) {
    return inFlight.contains(instanceId);
  }

  /** How many kills are not confirmed yet. */
  public int inFlight() {
    return inFlight.size();
  }

  void reset() {
    inFlight.clear();
  }

  /** Ends the task; the instance stays and is launched again. */
  void restart(Instance instance) {
    send(instance.id());
  }

  /** Ends it for good. */
  void decommission(Instance instance) {
    end(instance, Goal.DECOMMISSIONED);
  }

  /** Ends it; a resident one keeps its reservation and can be used again. */
  void stop(Instance instance) {
    end(instance, instance.reserved() ? Goal.STOPPED : Goal.DECOMMISSIONED);
  }

  private void end(Instance given, Goal goal) {
    Instance instance = tracker.find(given.id());
    if (instance == null || instance.goal() == Goal.DECOMMISSIONED) {
      return;
    }
    Instance sentenced = instance.withGoal(goal);
    tracker.put(sentenced);
    if (!sentenced.condition().active()) {
      if (goal == Goal.DECOMMISSIONED) {
        tracker.remove(sentenced.id());
      }
    } else {
      send(sentenced.id());
    }
  }

  private void send(String instanceId) {
    Instance instance = tracker.find(instanceId);
    if (instance == null || !instance.condition().active()) {
      inFlight.remove(instanceId);
      return;
    }
    core.changing();
    inFlight.add(instanceId);
    int attempt = instance.attempt();
    for (TaskEntry task : instance.tasks()) {
      if (!task.terminal()) {
        kill.accept(task.taskId());
      }
    }
    core.later(
        retry,
        () -> {
          Instance now = tracker.find(instanceId);
          if (inFlight.contains(instanceId)
              && now != null
              && now.attempt() == attempt
              && now.condition() != Condition.UNREACHABLE) {
            send(instanceId);
          }
        });
  }
}

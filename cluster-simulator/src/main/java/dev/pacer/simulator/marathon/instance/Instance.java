package dev.pacer.simulator.marathon.instance;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.offer.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instance of an app or pod. Never changed: every change makes a new value of the same id.
 *
 * @param spec the version that it was started from, or is going to be
 * @param agent where it was last launched; null: nowhere yet
 * @param attempt how often it was launched
 * @param since when it came into its condition
 * @param activeSince when its task last became running; null: never
 * @param healthy what its health checks say; null: nothing yet
 * @param volumes persistence ids of its reservation; null: it has none
 */
public record Instance(
    String id,
    RunSpec spec,
    Goal goal,
    Condition condition,
    @Nullable AgentInfo agent,
    List<TaskEntry> tasks,
    int attempt,
    Instant since,
    @Nullable Instant activeSince,
    @Nullable Boolean healthy,
    @Nullable List<String> volumes) {
  public Instance {
    tasks = List.copyOf(tasks);
    volumes = volumes == null ? null : List.copyOf(volumes);
  }

  public static Instance scheduled(String id, RunSpec spec, Instant now) {
    return new Instance(
        id, spec, Goal.RUNNING, Condition.SCHEDULED, null, List.of(), 0, now, null, null, null);
  }

  public String specId() {
    return spec.id();
  }

  /** Whether it waits for a launch. */
  public boolean waiting() {
    return goal == Goal.RUNNING && (condition == Condition.SCHEDULED || condition.terminal());
  }

  /** Whether the queue's count holds it. */
  public boolean queued() {
    return waiting() || condition == Condition.PROVISIONED;
  }

  public boolean running() {
    return condition == Condition.RUNNING;
  }

  /** Whether it may count as up: running, and healthy where it is checked. */
  public boolean consideredHealthy() {
    return running() && (spec.healthChecks().isEmpty() || Boolean.TRUE.equals(healthy));
  }

  public boolean reserved() {
    return volumes != null;
  }

  public @Nullable TaskEntry task(String taskId) {
    for (TaskEntry task : tasks) {
      if (task.taskId().equals(taskId)) {
        return task;
      }
    }
    return null;
  }

  public Instance withGoal(Goal newGoal) {
    return new Instance(
        id, spec, newGoal, condition, agent, tasks, attempt, since, activeSince, healthy, volumes);
  }

  public Instance withSpec(RunSpec newSpec) {
    return new Instance(
        id, newSpec, goal, condition, agent, tasks, attempt, since, activeSince, healthy, volumes);
  }

  public Instance withCondition(Condition newCondition, Instant now) {
    return new Instance(
        id, spec, goal, newCondition, agent, tasks, attempt, now, activeSince, healthy, volumes);
  }

  public Instance withHealth(@Nullable Boolean newHealth) {
    return new Instance(
        id, spec, goal, condition, agent, tasks, attempt, since, activeSince, newHealth, volumes);
  }

  public Instance withReservation(AgentInfo where, List<String> persistenceIds) {
    return new Instance(
        id,
        spec,
        goal,
        condition,
        where,
        tasks,
        attempt,
        since,
        activeSince,
        healthy,
        persistenceIds);
  }

  /** Launched from an offer: its tasks have no status yet. */
  public Instance provisioned(AgentInfo where, List<TaskEntry> newTasks, Instant now) {
    return new Instance(
        id,
        spec,
        goal,
        Condition.PROVISIONED,
        where,
        newTasks,
        attempt + 1,
        now,
        null,
        null,
        volumes);
  }

  /** What a status of one of its tasks makes of it. */
  public Instance told(String taskId, TaskState state, Instant now, @Nullable Instant unreachable) {
    List<TaskEntry> newTasks = new ArrayList<>();
    for (TaskEntry task : tasks) {
      newTasks.add(task.taskId().equals(taskId) ? task.told(state, now, unreachable) : task);
    }
    Condition next = Conditions.of(newTasks, condition);
    boolean changed = next != condition;
    Instant active = activeSince;
    if (next == Condition.RUNNING && activeSince == null) {
      active =
          newTasks.stream()
              .map(TaskEntry::startedAt)
              .filter(t -> t != null)
              .min(Instant::compareTo)
              .orElse(now);
    }
    return new Instance(
        id,
        spec,
        goal,
        next,
        agent,
        newTasks,
        attempt,
        changed ? now : since,
        active,
        next.terminal() ? null : healthy,
        volumes);
  }
}

package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.HealthCheck;
import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.instance.TaskEntry;
import dev.pacer.simulator.offer.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Health checks of running instances. Nothing is polled: a task's behaviour says when its checks
 * begin and cease to pass, so only the checks at which something changes are events.
 */
public final class HealthWatch {

  public static final String CAUSE = "503 Service Unavailable";

  /** How long after a task runs its first check answers. */
  private static final Duration FIRST = Duration.ofMillis(300);

  /**
   * What one check of one instance last said.
   *
   * @param failures in a row
   */
  public record Result(
      boolean alive,
      int failures,
      @Nullable Instant firstSuccess,
      @Nullable Instant lastSuccess,
      @Nullable Instant lastFailure) {}

  private final Core core;
  private final Tracker tracker;
  private final Killer killer;
  private final Function<String, Workload.@Nullable Behaviour> behaviours;
  private final Set<String> unhealthy = new HashSet<>();
  private Instant watchingSince = Instant.EPOCH;

  public HealthWatch(
      Core core,
      Tracker tracker,
      Killer killer,
      Function<String, Workload.@Nullable Behaviour> behaviours) {
    this.core = core;
    this.tracker = tracker;
    this.killer = killer;
    this.behaviours = behaviours;
    tracker.listen(this::changed);
  }

  private void changed(@Nullable Instance before, @Nullable Instance after) {
    if (after != null
        && after.running()
        && !after.spec().healthChecks().isEmpty()
        && (before == null || !before.running())) {
      plan(after.id(), after.attempt());
    }
  }

  /** A new leader checks everything anew. */
  void reset() {
    unhealthy.clear();
    watchingSince = core.now();
    for (List<Instance> instances : tracker.all().values()) {
      for (Instance instance : instances) {
        if (instance.running() && !instance.spec().healthChecks().isEmpty()) {
          tracker.put(instance.withHealth(null));
          plan(instance.id(), instance.attempt());
        }
      }
    }
  }

  /** Why the task that has just ended was killed; null: not for its health. */
  @Nullable String reasonOfKill(String instanceId) {
    return !unhealthy.remove(instanceId)
        ? null
        : "Task was killed since health check failed. Reason: " + CAUSE;
  }

  /** The results of an instance's checks so far, one entry per check that has one. */
  public List<Result> results(Instance instance) {
    List<Result> results = new ArrayList<>();
    if (instance.activeSince() == null) {
      return results;
    }
    for (HealthCheck check : instance.spec().healthChecks()) {
      Result result = result(instance, check);
      if (result != null) {
        results.add(result);
      }
    }
    return results;
  }

  private Instant begin(Instance instance) {
    Instant active = instance.activeSince() == null ? core.now() : instance.activeSince();
    return (active.isAfter(watchingSince) ? active : watchingSince)
        .plus(core.simulation().scaled(FIRST));
  }

  private @Nullable Result result(Instance instance, HealthCheck check) {
    Instant begin = begin(instance);
    // Of a task that is over, the last results stay until the next one.
    Instant now = instance.condition().active() ? core.now() : instance.since();
    if (now.isBefore(begin) || instance.activeSince() == null) {
      return null;
    }
    long interval = Math.max(1, core.simulation().scaled(check.interval()).toNanos());
    long last = Duration.between(begin, now).toNanos() / interval;
    long firstGood = goodFrom(instance, begin, interval);
    long firstBad = badFrom(instance, begin, interval);
    if (firstGood <= last && last < firstBad) {
      return new Result(
          true,
          0,
          at(begin, interval, firstGood),
          at(begin, interval, last),
          lastFailureBefore(instance, check, begin, interval, firstGood));
    }
    if (firstGood <= last && firstGood < firstBad) {
      return new Result(
          false,
          (int) Math.min(last - firstBad + 1, Integer.MAX_VALUE),
          at(begin, interval, firstGood),
          at(begin, interval, firstBad - 1),
          at(begin, interval, last));
    }
    long firstCounted = afterGrace(instance, check, begin, interval);
    if (last < firstCounted) {
      return null;
    }
    return new Result(
        false,
        (int) Math.min(last - firstCounted + 1, Integer.MAX_VALUE),
        null,
        null,
        at(begin, interval, last));
  }

  private @Nullable Instant lastFailureBefore(
      Instance instance, HealthCheck check, Instant begin, long interval, long firstGood) {
    long firstCounted = afterGrace(instance, check, begin, interval);
    return firstGood > firstCounted ? at(begin, interval, firstGood - 1) : null;
  }

  private static Instant at(Instant begin, long interval, long round) {
    return begin.plusNanos(interval * round);
  }

  private Workload.@Nullable Behaviour behaviour(Instance instance) {
    for (TaskEntry task : instance.tasks()) {
      Workload.Behaviour behaviour = behaviours.apply(task.taskId());
      if (behaviour != null) {
        return behaviour;
      }
    }
    return null;
  }

  /** The first round that passes; {@code Long.MAX_VALUE}: none. */
  private long goodFrom(Instance instance, Instant begin, long interval) {
    Workload.Behaviour behaviour = behaviour(instance);
    Duration after = behaviour == null ? Duration.ZERO : behaviour.healthyAfter();
    return after == null ? Long.MAX_VALUE : round(instance, after, begin, interval);
  }

  /** The first round that fails again. */
  private long badFrom(Instance instance, Instant begin, long interval) {
    Workload.Behaviour behaviour = behaviour(instance);
    Duration after = behaviour == null ? null : behaviour.unhealthyAfter();
    return after == null ? Long.MAX_VALUE : round(instance, after, begin, interval);
  }

  private long afterGrace(Instance instance, HealthCheck check, Instant begin, long interval) {
    return round(instance, check.grace(), begin, interval);
  }

  private long round(Instance instance, Duration after, Instant begin, long interval) {
    Instant active = instance.activeSince() == null ? begin : instance.activeSince();
    long wait = Duration.between(begin, active.plus(core.simulation().scaled(after))).toNanos();
    return wait <= 0 ? 0 : (wait + interval - 1) / interval;
  }

  /** Plans the checks at which something becomes different. */
  private void plan(String instanceId, int attempt) {
    Instance instance = tracker.find(instanceId);
    if (instance == null) {
      return;
    }
    Instant begin = begin(instance);
    for (HealthCheck check : instance.spec().healthChecks()) {
      long interval = Math.max(1, core.simulation().scaled(check.interval()).toNanos());
      long good = goodFrom(instance, begin, interval);
      long bad = badFrom(instance, begin, interval);
      if (good < bad) {
        lookAt(at(begin, interval, good), instanceId, attempt, check);
        if (bad != Long.MAX_VALUE) {
          failures(begin, interval, bad, instanceId, attempt, check);
        }
      } else {
        failures(
            begin,
            interval,
            afterGrace(instance, check, begin, interval),
            instanceId,
            attempt,
            check);
      }
      if (good >= bad || good > afterGrace(instance, check, begin, interval)) {
        failures(
            begin,
            interval,
            afterGrace(instance, check, begin, interval),
            instanceId,
            attempt,
            check);
      }
    }
  }

  private void failures(
      Instant begin, long interval, long first, String instanceId, int attempt, HealthCheck check) {
    int rounds = Math.max(1, check.maxConsecutiveFailures());
    for (int i = 0; i < rounds; i++) {
      lookAt(at(begin, interval, first + i), instanceId, attempt, check);
    }
  }

  private void lookAt(Instant moment, String instanceId, int attempt, HealthCheck check) {
    core.at(moment, () -> look(instanceId, attempt, check));
  }

  private void look(String instanceId, int attempt, HealthCheck check) {
    Instance instance = tracker.find(instanceId);
    if (instance == null || instance.attempt() != attempt || !instance.running()) {
      return;
    }
    Result result = result(instance, check);
    if (result == null) {
      return;
    }
    core.changing();
    List<Result> all = results(instance);
    boolean healthy =
        all.size() == instance.spec().healthChecks().size() && all.stream().allMatch(Result::alive);
    if (!result.alive()) {
      core.events()
          .publish(
              "failed_health_check_event",
              "appId",
              instance.specId(),
              "healthCheck",
              check.doc(),
              "taskId",
              instanceId);
    }
    if (!Boolean.valueOf(healthy).equals(instance.healthy())) {
      tell(instance, healthy, check);
      Instance now = tracker.find(instanceId);
      if (now != null) {
        tracker.put(now.withHealth(healthy));
      }
    }
    if (!result.alive()
        && check.maxConsecutiveFailures() > 0
        && result.failures() >= check.maxConsecutiveFailures()
        && !killer.isBeingKilled(instanceId)) {
      kill(instance);
    }
  }

  private void tell(Instance instance, boolean healthy, HealthCheck check) {
    if (check.byMesos()) {
      for (TaskEntry task : instance.tasks()) {
        StatusEvents.publish(core, instance, task, "TASK_RUNNING", "");
      }
    }
    core.events()
        .publish(
            "health_status_changed_event",
            "appId",
            instance.specId(),
            "instanceId",
            instance.id(),
            "version",
            instance.spec().version(),
            "alive",
            healthy);
    core.events()
        .publish(
            "instance_health_changed_event",
            "instanceId",
            instance.id(),
            "runSpecId",
            instance.specId(),
            "healthy",
            healthy,
            "runSpecVersion",
            instance.spec().version());
  }

  private void kill(Instance instance) {
    AgentInfo agent = instance.agent();
    core.record("killing unhealthy " + instance.id());
    unhealthy.add(instance.id());
    core.events()
        .publish(
            "unhealthy_instance_kill_event",
            "appId",
            instance.specId(),
            "taskId",
            instance.tasks().get(0).taskId(),
            "instanceId",
            instance.id(),
            "version",
            instance.spec().version(),
            "reason",
            CAUSE,
            "host",
            agent == null ? "" : agent.host(),
            "slaveId",
            agent == null ? null : agent.agentId());
    killer.restart(instance);
  }
}

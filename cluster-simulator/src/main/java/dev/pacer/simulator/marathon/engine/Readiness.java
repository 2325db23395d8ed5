package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.instance.TaskEntry;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.offer.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Readiness checks: asked only while a deployment waits for instances. */
public final class Readiness {

  /**
   * The last result of one check of one task.
   *
   * @param status the HTTP status got; 504 stands for "could not be asked"
   */
  public record Result(
      String specId, String name, String taskId, boolean ready, int status, String body) {}

  private final Core core;
  private final Function<String, Workload.@Nullable Behaviour> behaviours;

  /**
   * @param behaviours how the task of that id behaves; null: unknown
   */
  public Readiness(Core core, Function<String, Workload.@Nullable Behaviour> behaviours) {
    this.core = core;
    this.behaviours = behaviours;
  }

  /** Whether the instance may take traffic: all its checks have passed. */
  boolean ready(Instance instance) {
    Instant at = readyAt(instance);
    return at != null && !core.now().isBefore(at);
  }

  /** When its checks pass, or have passed; null: never, or it does not run. */
  @Nullable Instant readyAt(Instance instance) {
    if (!instance.running() || instance.activeSince() == null) {
      return null;
    }
    List<Doc> checks = instance.spec().readinessChecks();
    if (checks.isEmpty()) {
      return instance.activeSince();
    }
    TaskEntry task = instance.tasks().get(0);
    Workload.Behaviour behaviour = behaviours.apply(task.taskId());
    Duration healthyAfter = behaviour == null ? Duration.ZERO : behaviour.healthyAfter();
    if (healthyAfter == null) {
      return null;
    }
    Instant latest = instance.activeSince();
    for (Doc check : checks) {
      long interval = Math.max(1, check.wholeOr("intervalSeconds", 30));
      long rounds = (healthyAfter.toMillis() + interval * 1000 - 1) / (interval * 1000);
      Instant passes =
          instance
              .activeSince()
              .plus(core.simulation().scaled(Duration.ofSeconds(interval * rounds)));
      latest = passes.isAfter(latest) ? passes : latest;
    }
    return latest;
  }

  /** The results so far for the instances of one version of an app. */
  public List<Result> results(RunSpec spec, Collection<Instance> instances) {
    List<Result> results = new ArrayList<>();
    for (Instance instance : instances) {
      if (!instance.running()
          || instance.activeSince() == null
          || instance.spec().readinessChecks().isEmpty()
          || !instance.spec().lastConfigChangeAt().equals(spec.lastConfigChangeAt())) {
        continue;
      }
      TaskEntry task = instance.tasks().get(0);
      for (Doc check : instance.spec().readinessChecks()) {
        boolean ready = ready(instance);
        Duration timeout = Duration.ofSeconds(check.wholeOr("timeoutSeconds", 10));
        boolean asked =
            !core.now().isBefore(instance.activeSince().plus(core.simulation().scaled(timeout)));
        if (!ready && !asked) {
          continue;
        }
        results.add(
            new Result(
                spec.id(),
                check.textOr("name", "readinessCheck"),
                task.taskId(),
                ready,
                ready ? 200 : 504,
                ready ? "" : unasked(check, instance, task, timeout)));
      }
    }
    return results;
  }

  private static String unasked(Doc check, Instance instance, TaskEntry task, Duration timeout) {
    int port = task.ports().isEmpty() ? 0 : task.ports().get(0);
    return "Marathon could not query http://%s:%d%s: None timed out after %d seconds"
        .formatted(
            instance.agent() == null ? "" : instance.agent().host(),
            port,
            check.textOr("path", "/"),
            timeout.toSeconds());
  }
}

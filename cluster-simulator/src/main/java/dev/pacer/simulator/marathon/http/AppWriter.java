package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.HealthWatch;
import dev.pacer.simulator.marathon.engine.Readiness;
import dev.pacer.simulator.marathon.engine.TaskFailure;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.instance.Condition;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Apps as {@code /v2/apps} shows them. */
final class AppWriter {

  private final MarathonModel model;
  private final Snapshot now;
  private final TaskWriter tasks;

  AppWriter(MarathonModel model, Snapshot now) {
    this.model = model;
    this.now = now;
    this.tasks = new TaskWriter(model, now);
  }

  /** One version: the definition with its version and, where it is stored, its times. */
  static Doc spec(RunSpec spec) {
    return withVersion(spec.doc(), EventBus.time(spec.version()), EventBus.versionInfo(spec));
  }

  static Doc withVersion(Doc definition, String version, @Nullable Doc versionInfo) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    definition
        .fields()
        .forEach(
            (name, value) -> {
              if (name.equals("killSelection")) {
                fields.put("version", version);
                if (versionInfo != null) {
                  fields.put("versionInfo", versionInfo);
                }
              }
              fields.put(name, value);
            });
    fields.putIfAbsent("version", version);
    return new Doc(fields);
  }

  /** Just created: no counts yet. */
  static Doc created(Doc definition, String version, String deploymentId) {
    return withVersion(definition, version, null)
        .with("tasksStaged", 0)
        .with("tasksRunning", 0)
        .with("tasksHealthy", 0)
        .with("tasksUnhealthy", 0)
        .with("deployments", List.of(Doc.of("id", deploymentId)));
  }

  /** In full; tasks and the last failure always when it is asked for alone. */
  Doc detail(RunSpec spec, Embeds embeds, boolean alone) {
    List<Instance> instances = now.instancesOf(spec.id());
    Doc counts = counts(instances);
    Doc app =
        spec(spec)
            .with("tasksStaged", counts.get("staged"))
            .with("tasksRunning", counts.get("running"))
            .with("tasksHealthy", counts.get("healthy"))
            .with("tasksUnhealthy", counts.get("unhealthy"))
            .with(
                "deployments",
                now.locking(spec.id()).stream().map(id -> Doc.of("id", id)).toList());
    if (embeds.readiness()) {
      app =
          app.with(
              "readinessCheckResults",
              model.readiness(spec.id()).stream().map(AppWriter::readiness).toList());
    }
    if (alone || embeds.tasks()) {
      app = app.with("tasks", tasks.tasks(spec, false));
    }
    TaskFailure failure = now.failures().get(spec.id());
    if (failure != null && (alone || embeds.lastTaskFailure())) {
      app = app.with("lastTaskFailure", failure(failure));
    }
    return embeds.taskStats() ? app.with("tasksStats", statistics(spec, instances)) : app;
  }

  static Doc readiness(Readiness.Result result) {
    return Doc.of(
        "name",
        result.name(),
        "taskId",
        result.taskId(),
        "ready",
        result.ready(),
        "lastResponse",
        Doc.of("status", result.status(), "contentType", "text/plain", "body", result.body()));
  }

  private static Doc failure(TaskFailure failure) {
    return Doc.of(
        "appId", failure.appId(),
        "host", failure.host(),
        "message", failure.message(),
        "state", failure.state(),
        "taskId", failure.taskId(),
        "timestamp", EventBus.time(failure.at()),
        "version", EventBus.time(failure.version()),
        "slaveId", failure.agentId());
  }

  private Doc counts(List<Instance> instances) {
    int staged = 0;
    int running = 0;
    int healthy = 0;
    int unhealthy = 0;
    for (Instance instance : instances) {
      if (instance.condition() == Condition.PROVISIONED
          || instance.condition() == Condition.STAGING) {
        staged++;
      } else if (instance.condition() == Condition.RUNNING) {
        running++;
        List<HealthWatch.Result> results = model.health(instance);
        if (!results.isEmpty()) {
          if (results.stream().allMatch(HealthWatch.Result::alive)) {
            healthy++;
          } else {
            unhealthy++;
          }
        }
      }
    }
    return Doc.of("staged", staged, "running", running, "healthy", healthy, "unhealthy", unhealthy);
  }

  private Doc statistics(RunSpec spec, List<Instance> instances) {
    List<Instance> launched =
        instances.stream().filter(i -> !i.waiting() && i.attempt() > 0).toList();
    return Doc.of(
        "startedAfterLastScaling",
        summary(
            launched.stream()
                .filter(i -> !i.spec().version().isBefore(spec.lastScalingAt()))
                .toList()),
        "withLatestConfig",
        summary(
            launched.stream()
                .filter(i -> !i.spec().version().isBefore(spec.lastConfigChangeAt()))
                .toList()),
        "withOutdatedConfig",
        summary(
            launched.stream()
                .filter(i -> i.spec().version().isBefore(spec.lastConfigChangeAt()))
                .toList()),
        "totalSummary",
        summary(launched));
  }

  private @Nullable Doc summary(List<Instance> instances) {
    if (instances.isEmpty()) {
      return null;
    }
    List<Double> lives =
        instances.stream()
            .map(Instance::activeSince)
            .filter(since -> since != null)
            .map(since -> java.time.Duration.between(since, now.at()).toMillis() / 1000.0)
            .sorted()
            .toList();
    Doc lifeTime =
        lives.isEmpty()
            ? null
            : Doc.of(
                "averageSeconds",
                lives.stream().mapToDouble(Double::doubleValue).average().orElse(0),
                "medianSeconds",
                lives.get(lives.size() / 2));
    return Doc.of("stats", Doc.of("counts", counts(instances), "lifeTime", lifeTime));
  }
}

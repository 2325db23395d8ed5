package dev.pacer.cluster.marathon;

import dev.pacer.cluster.AgentId;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.marathon.RunSpec.PersistentVolume;
import dev.pacer.cluster.marathon.RunSpec.Placement;
import dev.pacer.cluster.marathon.RunSpec.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads apps (marathon.md 4.1). */
final class AppReader {

  private AppReader() {}

  /** An app with whatever of counts, tasks, deployments and failure the answer holds. */
  static App app(JsonObject json) {
    return Json.convert(
        json,
        j ->
            new App(
                specOf(j),
                counts(j),
                j.objects("tasks", TaskReader::task),
                j.objects("deployments", d -> new DeploymentId(d.requireText("id"))),
                j.findObject("lastTaskFailure").map(AppReader::failure),
                readiness(j)));
  }

  /** One version of an app. */
  static AppSpec spec(JsonObject json) {
    return Json.convert(json, AppReader::specOf);
  }

  static List<App.Readiness> readiness(JsonObject json) {
    return json.objects(
        "readinessCheckResults",
        r ->
            new App.Readiness(
                r.requireText("name"),
                new TaskId(r.requireText("taskId")),
                r.requireBoolean("ready"),
                r.findObject("lastResponse").flatMap(l -> l.findInt("status"))));
  }

  private static Optional<App.Counts> counts(JsonObject json) {
    return json.findInt("tasksRunning")
        .map(
            running ->
                new App.Counts(
                    json.requireInt("tasksStaged"),
                    running,
                    json.requireInt("tasksHealthy"),
                    json.requireInt("tasksUnhealthy")));
  }

  private static App.TaskFailure failure(JsonObject json) {
    return new App.TaskFailure(
        new TaskId(json.requireText("taskId")),
        TaskState.parse(json.requireText("state")),
        json.findText("message").orElse(""),
        json.findText("host").orElse(""),
        json.findText("slaveId").map(AgentId::new),
        json.requireInstant("timestamp"),
        SpecReader.version(json, "version"));
  }

  private static AppSpec specOf(JsonObject json) {
    return new AppSpec(
        new AppSpec.Identity(
            new AppId(json.requireText("id")),
            SpecReader.version(json, "version"),
            json.findObject("versionInfo").flatMap(AppReader::versionInfo),
            json.requireInt("instances")),
        new AppSpec.Size(
            SpecReader.resources(json),
            json.findObject("executorResources").map(SpecReader::resources)),
        new Placement(
            SpecReader.appConstraints(json),
            json.findTexts("acceptedResourceRoles"),
            json.findText("role")),
        ports(json),
        new Rollout(
            SpecReader.upgrade(json.findObject("upgradeStrategy")),
            SpecReader.unreachable(json),
            SpecReader.backoff(Optional.of(json), "backoffSeconds", "maxLaunchDelaySeconds"),
            SpecReader.killSelection(json),
            json.findInt("taskKillGracePeriodSeconds").map(Duration::ofSeconds)),
        new AppSpec.Checks(
            json.objects("healthChecks", AppReader::healthCheck),
            json.objects("readinessChecks", c -> c.findText("name").orElse("readinessCheck"))),
        extras(json));
  }

  private static Optional<AppSpec.VersionInfo> versionInfo(JsonObject json) {
    Optional<Version> scaling = SpecReader.version(json, "lastScalingAt");
    Optional<Version> config = SpecReader.version(json, "lastConfigChangeAt");
    return scaling.isPresent() && config.isPresent()
        ? Optional.of(new AppSpec.VersionInfo(scaling.get(), config.get()))
        : Optional.empty();
  }

  private static AppSpec.HealthCheck healthCheck(JsonObject json) {
    return new AppSpec.HealthCheck(
        json.findText("protocol").orElse("HTTP"),
        json.findInt("gracePeriodSeconds").orElse(300),
        json.findInt("intervalSeconds").orElse(60),
        json.findInt("timeoutSeconds").orElse(20),
        json.findInt("maxConsecutiveFailures").orElse(3));
  }

  private static Ports ports(JsonObject json) {
    return new Ports(
        SpecReader.networks(json),
        json.objects(
            "portDefinitions",
            p ->
                new Ports.PortDefinition(
                    p.findInt("port").orElse(0),
                    p.findText("protocol").orElse("tcp"),
                    p.findText("name"),
                    p.textMap("labels"))),
        json.findObject("container").map(AppReader::portMappings).orElse(List.of()),
        json.findBoolean("requirePorts").orElse(false));
  }

  private static List<Ports.PortMapping> portMappings(JsonObject container) {
    return container.objects(
        "portMappings",
        p ->
            new Ports.PortMapping(
                p.findInt("containerPort").orElse(0),
                p.findInt("hostPort"),
                p.findInt("servicePort").orElse(0),
                p.findText("protocol").orElse("tcp"),
                p.findText("name"),
                p.textMap("labels")));
  }

  private static AppSpec.Extras extras(JsonObject json) {
    Optional<JsonObject> container = json.findObject("container");
    List<PersistentVolume> volumes =
        container.map(c -> c.objects("volumes")).orElse(List.of()).stream()
            .flatMap(
                v ->
                    v.findObject("persistent").stream()
                        .map(
                            p ->
                                SpecReader.persistentVolume(
                                    p, v.findText("containerPath").orElse(""))))
            .toList();
    return new AppSpec.Extras(
        json.textMap("labels"),
        json.texts("dependencies"),
        volumes,
        json.objects("fetch", f -> f.requireText("uri")),
        container.flatMap(c -> c.findObject("docker")).flatMap(d -> d.findText("image")));
  }
}

package dev.pacer.cluster.marathon;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads deployments (marathon.md 4.3). */
final class DeploymentReader {

  private DeploymentReader() {}

  static Deployment deployment(JsonObject json) {
    return Json.convert(
        json,
        j ->
            new Deployment(
                new DeploymentId(j.requireText("id")),
                Version.parse(j.requireText("version")),
                ids(j.texts("affectedApps")),
                ids(j.texts("affectedPods")),
                steps(j),
                new Deployment.Progress(
                    j.requireInt("currentStep"),
                    j.requireInt("totalSteps"),
                    j.objects("currentActions", DeploymentReader::action),
                    j.objects("currentActions").stream()
                        .flatMap(a -> AppReader.readiness(a).stream())
                        .toList())));
  }

  /** The list {@code steps} of a deployment or of a dry run. */
  static List<Deployment.Step> steps(JsonObject json) {
    return json.objects(
        "steps", s -> new Deployment.Step(s.objects("actions", DeploymentReader::action)));
  }

  private static Set<AppId> ids(List<String> paths) {
    return paths.stream().map(AppId::new).collect(Collectors.toUnmodifiableSet());
  }

  private static Deployment.Action action(JsonObject json) {
    String action = json.findText("action").or(() -> json.findText("type")).orElse("");
    Deployment.Kind kind =
        switch (action) {
          case "StartApplication", "StartPod" -> Deployment.Kind.START;
          case "StopApplication", "StopPod" -> Deployment.Kind.STOP;
          case "ScaleApplication", "ScalePod" -> Deployment.Kind.SCALE;
          case "RestartApplication", "RestartPod" -> Deployment.Kind.RESTART;
          default -> Deployment.Kind.UNRECOGNISED;
        };
    String target =
        json.findText("app")
            .or(() -> json.findText("pod"))
            .orElseThrow(() -> new JsonShapeException(json.path() + " names neither app nor pod"));
    return new Deployment.Action(kind, new AppId(target));
  }
}

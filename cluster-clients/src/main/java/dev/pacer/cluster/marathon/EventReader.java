package dev.pacer.cluster.marathon;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the payload of an event (marathon.md 12). */
final class EventReader {

  private EventReader() {}

  static MarathonEvent event(String data) {
    JsonObject json = JsonObject.of(Json.parse(data));
    return Json.convert(
        json,
        j ->
            new MarathonEvent(
                j.requireText("eventType"),
                j.requireInstant("timestamp"),
                apps(j),
                deployment(j),
                new Definition(data)));
  }

  private static Set<AppId> apps(JsonObject json) {
    Set<AppId> apps = new HashSet<>();
    json.findText("appId").map(AppId::new).ifPresent(apps::add);
    json.findText("runSpecId").map(AppId::new).ifPresent(apps::add);
    json.findObject("appDefinition")
        .flatMap(app -> app.findText("id"))
        .map(AppId::new)
        .ifPresent(apps::add);
    json.findObject("plan")
        .ifPresent(
            plan ->
                DeploymentReader.steps(plan).stream()
                    .flatMap(step -> step.actions().stream())
                    .forEach(action -> apps.add(action.target())));
    return apps;
  }

  /** Only the events of a deployment's end carry its id at the top. */
  private static Optional<DeploymentId> deployment(JsonObject json) {
    return json.findObject("plan")
        .flatMap(plan -> plan.findText("id"))
        .or(
            () ->
                json.requireText("eventType").startsWith("deployment_")
                    ? json.findText("id")
                    : Optional.empty())
        .map(DeploymentId::new);
  }
}

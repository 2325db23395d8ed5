package dev.pacer.cluster.marathon;

import dev.pacer.cluster.AgentId;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;

/** Reads tasks of apps (marathon.md 4.2). */
final class TaskReader {

  private TaskReader() {}

  static Task task(JsonObject json) {
    return Json.convert(json, TaskReader::taskOf);
  }

  private static Task taskOf(JsonObject json) {
    return new Task(
        new TaskId(json.requireText("id")),
        new AppId(json.requireText("appId")),
        TaskState.parse(json.requireText("state")),
        new Task.Location(
            json.findText("host").orElse(""),
            json.findText("slaveId").map(AgentId::new),
            json.findText("region"),
            json.findText("zone"),
            json.ints("ports"),
            json.ints("servicePorts"),
            json.findText("role")),
        new Task.Times(
            json.findInstant("stagedAt"),
            json.findInstant("startedAt"),
            SpecReader.version(json, "version")),
        json.objects(
            "healthCheckResults",
            h ->
                new Task.HealthResult(
                    h.requireBoolean("alive"),
                    h.findInt("consecutiveFailures").orElse(0),
                    h.findText("lastFailureCause"))),
        json.objects("localVolumes", v -> v.findText("persistenceId").orElse("")));
  }
}

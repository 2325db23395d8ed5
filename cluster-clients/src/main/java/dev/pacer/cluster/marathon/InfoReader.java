package dev.pacer.cluster.marathon;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads what a Marathon says of itself (marathon.md 4.7). */
final class InfoReader {

  private InfoReader() {}

  static MarathonInfo info(JsonObject json) {
    return Json.convert(
        json,
        j ->
            new MarathonInfo(
                j.requireText("name"),
                j.requireText("version"),
                j.requireBoolean("elected"),
                j.findText("leader").filter(leader -> !leader.isBlank()),
                j.findText("frameworkId").filter(id -> !id.isBlank()),
                settings(j.findObject("marathon_config"))));
  }

  private static MarathonInfo.Settings settings(Optional<JsonObject> json) {
    return new MarathonInfo.Settings(
        json.flatMap(c -> c.findText("mesos_role")),
        json.map(c -> Set.copyOf(c.texts("features"))).orElse(Set.of()),
        json.flatMap(c -> millis(c, "decline_offer_duration")),
        json.flatMap(c -> millis(c, "min_revive_offers_interval")),
        json.flatMap(c -> c.findInt("max_instances_per_offer")),
        json.flatMap(c -> c.findBoolean("maintenance_mode")),
        json.flatMap(c -> c.findText("gpu_scheduling_behavior")));
  }

  private static Optional<Duration> millis(JsonObject json, String name) {
    return json.findLong(name).map(Duration::ofMillis);
  }
}

package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.Accepted;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be answered.
 *
 * @param text the body; null: none, and no content type
 * @param headers besides those that every answer has
 */
record Answer(int status, @Nullable String text, String contentType, Map<String, String> headers) {

  static final String JSON = "application/json";

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer json(int status, Object body) {
    return new Answer(status, JsonWriter.text(body), JSON, Map.of());
  }

  /** As pods' statuses are written: without {@code .0}. */
  static Answer shortJson(int status, Object body) {
    return new Answer(status, JsonWriter.shortText(body), JSON, Map.of());
  }

  static Answer empty(int status) {
    return new Answer(status, null, "", Map.of());
  }

  static Answer text(int status, String text) {
    return new Answer(status, text, "text/plain", Map.of());
  }

  /** A change that made a deployment, as most are answered. */
  static Answer deployed(int status, Accepted accepted) {
    return json(
            status,
            Doc.of(
                "version",
                EventBus.time(accepted.version()),
                "deploymentId",
                accepted.deploymentId()))
        .withDeployment(accepted);
  }

  Answer withDeployment(Accepted accepted) {
    return with("Marathon-Deployment-Id", accepted.deploymentId());
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, text, contentType, more);
  }
}

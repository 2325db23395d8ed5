package dev.pacer.cluster.marathon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.cluster.http.Redaction;
import dev.pacer.cluster.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the answers to changes: deployments, and Marathon's error shapes (marathon.md 2). */
final class ChangeReader {

  private static final int LONGEST_MESSAGE = 1_000;

  private ChangeReader() {}

  /** What was decided; empty when the answer is none that a change is answered with. */
  static Optional<ChangeOutcome> outcome(Reply reply) {
    if (reply.isSuccess()) {
      return Optional.of(accepted(reply));
    }
    Optional<JsonObject> error = error(reply);
    if (error.isEmpty()) {
      return Optional.empty();
    }
    String message = message(error.get());
    return switch (reply.status()) {
      case 400, 422 -> Optional.of(new ChangeOutcome.Invalid(message, findings(error.get())));
      case 403 ->
          message.startsWith("Max number")
              ? Optional.of(new ChangeOutcome.LimitReached(message))
              : Optional.empty();
      case 404 -> Optional.of(new ChangeOutcome.NotFound(message));
      case 409 -> Optional.of(conflict(error.get(), message));
      default -> Optional.empty();
    };
  }

  /** Whether Marathon itself, not something between, says that there is no such thing. */
  static boolean isNotFound(Reply reply) {
    return reply.status() == 404 && error(reply).isPresent();
  }

  private static Optional<JsonObject> error(Reply reply) {
    try {
      JsonObject json = Json.parseObject(reply);
      return json.findText("message").map(message -> json);
    } catch (JsonShapeException e) {
      return Optional.empty();
    }
  }

  /** The message; of pods it can be JSON in a text, which holds the message. */
  private static String message(JsonObject error) {
    String message = error.requireText("message");
    if (message.startsWith("{")) {
      try {
        message = JsonObject.of(Json.parse(message)).findText("message").orElse(message);
      } catch (JsonShapeException e) {
        // It is a text that only looks like JSON: shown as it is.
      }
    }
    return Redaction.line(message, LONGEST_MESSAGE);
  }

  private static ChangeOutcome conflict(JsonObject error, String message) {
    if (!error.has("deployments")) {
      return new ChangeOutcome.Conflict(message);
    }
    return new ChangeOutcome.Locked(
        error.objects("deployments", d -> new DeploymentId(d.requireText("id"))), message);
  }

  /** {@code details} is a list of findings, a text, an empty list, or absent. */
  private static List<ChangeOutcome.Finding> findings(JsonObject error) {
    JsonNode details = error.node().path("details");
    List<ChangeOutcome.Finding> findings = new ArrayList<>();
    if (details.isTextual()) {
      findings.add(finding("", List.of(details.textValue())));
    } else if (details.isArray()) {
      for (JsonNode detail : details) {
        if (detail.isTextual()) {
          findings.add(finding("", List.of(detail.textValue())));
        } else if (detail.isObject()) {
          findings.add(finding(detail.path("path").asText(), errors(detail.path("errors"))));
        }
      }
    }
    return findings;
  }

  private static List<String> errors(JsonNode errors) {
    List<String> texts = new ArrayList<>();
    if (errors.isArray()) {
      errors.forEach(error -> texts.add(error.isTextual() ? error.textValue() : error.toString()));
    } else if (errors.isTextual()) {
      texts.add(errors.textValue());
    }
    return texts;
  }

  private static ChangeOutcome.Finding finding(String path, List<String> errors) {
    return new ChangeOutcome.Finding(
        Redaction.line(path, LONGEST_MESSAGE),
        errors.stream().map(error -> Redaction.line(error, LONGEST_MESSAGE)).toList());
  }

  private static ChangeOutcome accepted(Reply reply) {
    boolean created = reply.status() == 201;
    Optional<DeploymentId> fromHeader =
        reply.header("Marathon-Deployment-Id").filter(id -> !id.isBlank()).map(ChangeReader::id);
    if (reply.isEmpty()) {
      return new ChangeOutcome.Accepted(fromHeader, Optional.empty(), created);
    }
    JsonNode body = Json.parse(reply);
    if (!body.isObject()) {
      return new ChangeOutcome.Accepted(fromHeader, Optional.empty(), created);
    }
    JsonObject json = JsonObject.of(body);
    Optional<DeploymentId> deployment =
        json.findText("deploymentId")
            .map(ChangeReader::id)
            .or(() -> fromHeader)
            .or(
                () ->
                    json.objects("deployments").stream()
                        .findFirst()
                        .map(d -> id(d.requireText("id"))));
    Optional<Version> version = Json.convert(json, j -> SpecReader.version(j, "version"));
    return new ChangeOutcome.Accepted(deployment, version, created);
  }

  private static DeploymentId id(String text) {
    try {
      return new DeploymentId(text);
    } catch (IllegalArgumentException e) {
      throw new JsonShapeException("the deployment's id makes no sense", e);
    }
  }
}

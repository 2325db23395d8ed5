package dev.pacer.cluster.marathon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonShapeException;
import java.util.Collection;
import java.util.Locale;

/** Looks into definitions before they are sent, for what must never reach a Marathon. */
final class DefinitionReader {

  private DefinitionReader() {}

  /** Refuses what is no JSON object, and a GROUP_BY without a positive number (marathon.md T2). */
  static JsonNode check(Definition definition) {
    JsonNode json;
    try {
      json = Json.parse(definition.json());
    } catch (JsonShapeException e) {
      throw new IllegalArgumentException("the definition is not JSON: " + e.getMessage(), e);
    }
    if (!json.isObject()) {
      throw new IllegalArgumentException("the definition is not a JSON object");
    }
    checkConstraints(json, "");
    return json;
  }

  /** As {@link #check}, and refuses {@code version}, which would mean "roll back" (T12, T15). */
  static void checkUpdate(Definition definition) {
    if (check(definition).hasNonNull("version")) {
      throw new IllegalArgumentException(
          "the definition holds \"version\", which Marathon takes for a roll-back: leave it out");
    }
  }

  /** The array that changes several apps; each must name its id. */
  static String array(Collection<Definition> apps) {
    StringBuilder array = new StringBuilder("[");
    for (Definition app : apps) {
      checkUpdate(app);
      if (!check(app).path("id").isTextual()) {
        throw new IllegalArgumentException("a definition in a list must hold its \"id\"");
      }
      array.append(array.length() > 1 ? "," : "").append(app.json());
    }
    if (array.length() == 1) {
      throw new IllegalArgumentException("need at least one definition");
    }
    return array.append(']').toString();
  }

  private static void checkConstraints(JsonNode json, String path) {
    if (json.isObject()) {
      json.properties()
          .forEach(
              member -> {
                String place = path + "/" + member.getKey();
                if (member.getKey().equals("constraints") && member.getValue().isArray()) {
                  member.getValue().forEach(constraint -> checkConstraint(constraint, place));
                }
                checkConstraints(member.getValue(), place);
              });
    } else if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        checkConstraints(json.get(i), path + "/" + i);
      }
    }
  }

  private static void checkConstraint(JsonNode constraint, String place) {
    String operator =
        constraint.isArray() ? constraint.path(1).asText() : constraint.path("operator").asText();
    if (!operator.toUpperCase(Locale.ROOT).equals("GROUP_BY")) {
      return;
    }
    JsonNode value = constraint.isArray() ? constraint.path(2) : constraint.path("value");
    if (!value.asText().strip().matches("\\+?0*[1-9][0-9]*")) {
      throw new IllegalArgumentException(
          place
              + ": GROUP_BY needs a positive number of groups (as in"
              + " [\"@zone\", \"GROUP_BY\", \"3\"]); without one a Marathon 1.11 stops launching"
              + " anything");
    }
  }
}

package dev.pacer.autoscaler.journal.stored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What all records have in common: JSON with a format number. A reader refuses a newer format, and
 * reads the one before, once there is one.
 */
final class RecordJson {

  static final int FORMAT = 1;

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private RecordJson() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ObjectNode record() {
    return object().put("format", FORMAT);
  }

  static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("could not write a record", e);
    }
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException when it is no JSON, or of a format that is not known here
   */
  static JsonNode read(String text) {
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
    int format = node.path("format").asInt();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "it has format %d; this version knows %d: do not go back further than one release"
              .formatted(format, FORMAT));
    }
    return node;
  }

  static String string(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("it has no text called " + name);
    }
    return value.textValue();
  }

  static int integer(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.canConvertToInt()) {
      throw new IllegalArgumentException("it has no number called " + name);
    }
    return value.intValue();
  }

  static long number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.canConvertToLong()) {
      throw new IllegalArgumentException("it has no number called " + name);
    }
    return value.longValue();
  }

  static Instant instant(JsonNode node, String name) {
    return instant(string(node, name));
  }

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it has no time where one belongs", e);
    }
  }
}

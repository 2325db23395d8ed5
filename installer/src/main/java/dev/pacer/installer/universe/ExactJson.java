package dev.pacer.installer.universe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;

/**
 * JSON with every digit kept: numbers are decimals of any length, never doubles. Reading is strict
 * (no comment, no trailing text, no byte-order mark); of duplicate keys the last wins, as in
 * Cosmos.
 */
public final class ExactJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(500)
                          .maxNumberLength(100_000)
                          .maxStringLength(64 << 20)
                          .build())
                  .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                  .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private ExactJson() {}

  /**
   * The one value of a text.
   *
   * @throws JsonSyntaxException if it is not JSON, with the place
   */
  public static JsonNode parse(String text) {
    if (text.startsWith("\ufeff")) {
      throw new JsonSyntaxException("it begins with a byte-order mark", 1, 1);
    }
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw new JsonSyntaxException("there is nothing in it", 1, 1);
      }
      return node;
    } catch (JsonProcessingException e) {
      throw syntax(e);
    }
  }

  /** The complaint with its line and column. */
  public static JsonSyntaxException syntax(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return new JsonSyntaxException(
        e.getOriginalMessage().lines().findFirst().orElse("it is no JSON"),
        at == null ? 0 : Math.max(0, at.getLineNr()),
        at == null ? 0 : Math.max(0, at.getColumnNr()));
  }

  /** A parser over a stream that it does not close; for documents too long to hold. */
  public static JsonParser parser(InputStream in) throws IOException {
    return MAPPER.createParser(in);
  }

  /** The value at the parser's present token, as a tree. */
  public static JsonNode tree(JsonParser parser) throws IOException {
    return MAPPER
        .readerFor(JsonNode.class)
        .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readValue(parser);
  }

  /** The value in one line without spaces. */
  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  /** The value over several lines. */
  public static String pretty(JsonNode node) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  /** An object with nothing in it. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Whether both are the same value: order of members is nothing, 1, 1.0 and 1e0 are equal. */
  public static boolean equal(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
    if (a.getNodeType() != b.getNodeType() || a.size() != b.size()) {
      return false;
    }
    if (a.isObject()) {
      for (Map.Entry<String, JsonNode> member : a.properties()) {
        JsonNode other = b.get(member.getKey());
        if (other == null || !equal(member.getValue(), other)) {
          return false;
        }
      }
      return true;
    }
    if (a.isArray()) {
      Iterator<JsonNode> others = b.elements();
      for (JsonNode element : a) {
        if (!equal(element, others.next())) {
          return false;
        }
      }
      return true;
    }
    return a.equals(b);
  }
}

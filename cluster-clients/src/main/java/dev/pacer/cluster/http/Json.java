package dev.pacer.cluster.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly: duplicate names and trailing text are errors, numbers keep every digit,
 * depth and sizes are bounded.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(200)
                          .maxNumberLength(100)
                          .maxStringLength(16 << 20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Reads one element of a long list. */
  @FunctionalInterface
  public interface ElementReader {

    /** Reads it, from its first token to its last. */
    void read(JsonParser parser) throws IOException;
  }

  private Json() {}

  /**
   * The one value of a text.
   *
   * @throws JsonShapeException if it is not JSON
   */
  public static JsonNode parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw new JsonShapeException("no JSON at all");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new JsonShapeException(e.getOriginalMessage() + place(e), e);
    }
  }

  /**
   * The one value of an answer.
   *
   * @throws JsonShapeException if it is not JSON
   */
  public static JsonNode parse(Reply reply) {
    return parse(reply.text());
  }

  /** The one value of an answer, which must be an object. */
  public static JsonObject parseObject(Reply reply) {
    return JsonObject.of(parse(reply));
  }

  /** The text of a value. */
  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  /** A parser over a stream that it does not close; for documents too long to hold. */
  public static JsonParser parser(InputStream body) throws IOException {
    return MAPPER.createParser(body);
  }

  /** The value at the parser's present token, as a tree. */
  public static JsonNode tree(JsonParser parser) throws IOException {
    return MAPPER
        .readerFor(JsonNode.class)
        .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readValue(parser);
  }

  /**
   * Reads {@code {"name":[…]}} element by element; other members are skipped. The whole document is
   * read, so that one that breaks off is always an error.
   *
   * @throws JsonShapeException if there is no such list
   */
  public static void eachOf(InputStream body, String name, ElementReader each) throws IOException {
    try (JsonParser parser = parser(body)) {
      require(parser.nextToken(), JsonToken.START_OBJECT, "the document", "an object");
      boolean found = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals(name)) {
          require(value, JsonToken.START_ARRAY, name, "a list");
          found = true;
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            each.read(parser);
          }
        } else {
          parser.skipChildren();
        }
      }
      requireEnd(parser);
      if (!found) {
        throw new JsonShapeException("\"" + name + "\" is missing");
      }
    }
  }

  /** Fails unless the document ends here. */
  public static void requireEnd(JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw new JsonShapeException("something follows the end of the document");
    }
  }

  /** Makes a value of an element, telling a value that cannot be as an error of the document. */
  public static <T> T convert(JsonObject element, Function<JsonObject, T> conversion) {
    try {
      return conversion.apply(element);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new JsonShapeException(element.path() + ": " + e.getMessage(), e);
    }
  }

  private static void require(
      @Nullable JsonToken found, JsonToken wanted, String what, String form) {
    if (found != wanted) {
      throw new JsonShapeException(what + " is not " + form);
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }
}

package dev.pacer.simulator.marathon.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON text into {@link Doc}, lists and plain values. */
public final class JsonReader {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int DEEPEST = 200;

  private JsonReader() {}

  /** Text that is no JSON; the message is the parser's own. */
  public static final class NotJsonException extends Exception {
    NotJsonException(String message) {
      super(message);
    }
  }

  public static @Nullable Object read(String text) throws NotJsonException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads one value; anything after it is an error. */
  public static @Nullable Object read(byte[] text) throws NotJsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new NotJsonException("No content to map due to end-of-input");
      }
      Object value = value(parser, first, 0);
      if (parser.nextToken() != null) {
        throw new NotJsonException("Unexpected content after the end of the document");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new NotJsonException(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token, int depth)
      throws IOException, NotJsonException {
    if (depth > DEEPEST) {
      throw new NotJsonException("Document nested deeper than " + DEEPEST);
    }
    return switch (token) {
      case START_OBJECT -> object(parser, depth);
      case START_ARRAY -> array(parser, depth);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getDecimalValue()
              : Long.valueOf(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Doc object(JsonParser parser, int depth) throws IOException, NotJsonException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      fields.put(name, value(parser, parser.nextToken(), depth + 1));
    }
    return new Doc(fields);
  }

  private static List<@Nullable Object> array(JsonParser parser, int depth)
      throws IOException, NotJsonException {
    List<@Nullable Object> items = new ArrayList<>();
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      items.add(value(parser, token, depth + 1));
    }
    return items;
  }
}

package dev.pacer.cluster.mesos;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Goes through a long answer without holding it: member by member, element by element. */
final class Walk {

  /** Reads the member whose value the parser stands at, to the value's last token. */
  @FunctionalInterface
  interface Member {
    void read(String name, JsonParser parser) throws IOException;
  }

  private Walk() {}

  /**
   * Reads an answer of the operator API, {@code {"type":"X","x":{…}}}. What is empty may be left
   * out, so the section may be absent when {@code required} is false.
   */
  static void answer(InputStream body, String type, boolean required, Member each)
      throws IOException {
    String section = type.toLowerCase(Locale.ROOT);
    boolean[] found = new boolean[2];
    try (JsonParser parser = Json.parser(body)) {
      parser.nextToken();
      object(
          parser,
          "the answer",
          (name, value) -> {
            if (name.equals("type")) {
              found[0] = true;
              if (!type.equals(value.getText())) {
                throw new JsonShapeException(
                    "an answer of type " + value.getText() + " to " + type);
              }
            } else if (name.equals(section)) {
              found[1] = true;
              object(value, section, each);
            } else {
              value.skipChildren();
            }
          });
      Json.requireEnd(parser);
    }
    if (!found[0] || (required && !found[1])) {
      throw new JsonShapeException("\"" + (found[0] ? section : "type") + "\" is missing");
    }
  }

  /** Reads the object the parser stands at. */
  static void object(JsonParser parser, String what, Member each) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new JsonShapeException(what + " is not an object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      each.read(name, parser);
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new JsonShapeException(what + " is not a whole object");
    }
  }

  /** Reads the list of objects the parser stands at. */
  static <T> void list(
      JsonParser parser, String what, Function<JsonObject, T> conversion, List<T> into)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new JsonShapeException(what + " is not a list");
    }
    int n = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonObject element = JsonObject.of(Json.tree(parser), "/" + what + "/" + n++);
      into.add(Json.convert(element, conversion));
    }
  }
}

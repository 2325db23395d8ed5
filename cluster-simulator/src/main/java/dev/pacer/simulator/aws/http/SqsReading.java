package dev.pacer.simulator.aws.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A request of SQS in either of its protocols: JSON as SDKs of today send it, or a form. */
sealed interface SqsReading {

  /** The request's own protocol. */
  static SqsReading read(WireRequest request) {
    return isJson(request) ? new Json(JsonReplies.read(request)) : new Form(request.form());
  }

  static boolean isJson(WireRequest request) {
    return request.http().header("X-Amz-Target").isPresent();
  }

  Optional<String> text(String name);

  OptionalInt number(String name);

  /** A list of texts; forms name its items in the singular. */
  List<String> list(String plural, String singular);

  /** A map of texts; forms write it as a list of {@code Attribute}. */
  Map<String, String> attributes();

  /** The parts of a list; forms name its items by another name. */
  List<Map<String, String>> entries(String plural, String singular);

  default String require(String name) {
    return text(name)
        .orElseThrow(
            () ->
                new AwsError(
                    400,
                    "MissingParameter",
                    "The request must contain the parameter %s.".formatted(name)));
  }

  /** JSON 1.0. */
  record Json(JsonNode body) implements SqsReading {

    @Override
    public Optional<String> text(String name) {
      return JsonReplies.text(body, name);
    }

    @Override
    public OptionalInt number(String name) {
      JsonNode value = body.path(name);
      return value.isInt() ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
    }

    @Override
    public List<String> list(String plural, String singular) {
      return JsonReplies.texts(body, plural);
    }

    @Override
    public Map<String, String> attributes() {
      return texts(body.path("Attributes"));
    }

    @Override
    public List<Map<String, String>> entries(String plural, String singular) {
      List<Map<String, String>> all = new ArrayList<>();
      body.path(plural).forEach(entry -> all.add(texts(entry)));
      return all;
    }

    private static Map<String, String> texts(JsonNode object) {
      Map<String, String> texts = new LinkedHashMap<>();
      object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
      return texts;
    }
  }

  /** The query protocol. */
  record Form(QueryParameters form) implements SqsReading {

    @Override
    public Optional<String> text(String name) {
      return form.text(name);
    }

    @Override
    public OptionalInt number(String name) {
      return form.number(name);
    }

    @Override
    public List<String> list(String plural, String singular) {
      return form.list(singular);
    }

    @Override
    public Map<String, String> attributes() {
      Map<String, String> attributes = new LinkedHashMap<>();
      for (Tree.Fields attribute : form.parts("Attribute")) {
        attributes.put(attribute.text("Name").orElse(""), attribute.text("Value").orElse(""));
      }
      return attributes;
    }

    @Override
    public List<Map<String, String>> entries(String plural, String singular) {
      List<Map<String, String>> all = new ArrayList<>();
      for (Tree.Fields entry : form.parts(singular)) {
        Map<String, String> texts = new LinkedHashMap<>();
        entry.parts().keySet().forEach(key -> texts.put(key, entry.text(key).orElse("")));
        all.add(texts);
      }
      return all;
    }
  }
}

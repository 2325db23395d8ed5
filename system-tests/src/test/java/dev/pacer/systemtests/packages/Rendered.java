package dev.pacer.systemtests.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.mustachejava.DefaultMustacheFactory;
import dev.pacer.installer.options.extension.ComputedLists;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one of our packages renders to, by the engine that Cosmos uses. */
final class Rendered {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Rendered() {}

  /** Marathon JSON from the defaults with some options over them. */
  static ObjectNode of(PackageFiles files, ObjectNode options) {
    ObjectNode schema = (ObjectNode) files.json("config.json");
    ObjectNode merged = over(defaults(schema), options);
    Map<String, Object> context = map(ComputedLists.over(schema, merged));
    context.put("resource", map((ObjectNode) files.json("resource.json")));
    StringWriter text = new StringWriter();
    new DefaultMustacheFactory() {
      @Override
      public void encode(String value, Writer writer) {
        try {
          writer.append(value);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }.compile(new StringReader(files.template()), "marathon.json.mustache").execute(text, context);
    try {
      return (ObjectNode) JSON.readTree(text.toString());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON with " + options + ": " + text, e);
    }
  }

  /** Options from JSON, for tests. */
  static ObjectNode options(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The defaults of a schema. */
  static ObjectNode defaults(JsonNode schema) {
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode own = property.getValue().get("default");
      found.set(property.getKey(), own != null ? own : defaults(property.getValue()));
    }
    return found;
  }

  /** One object over another, deeply. */
  static ObjectNode over(ObjectNode below, ObjectNode above) {
    ObjectNode merged = below.deepCopy();
    for (Map.Entry<String, JsonNode> member : above.properties()) {
      boolean both = merged.get(member.getKey()) instanceof ObjectNode;
      merged.set(
          member.getKey(),
          both && member.getValue() instanceof ObjectNode upper
              ? over((ObjectNode) merged.get(member.getKey()), upper)
              : member.getValue());
    }
    return merged;
  }

  private static Map<String, Object> map(ObjectNode object) {
    Map<String, Object> map = new LinkedHashMap<>();
    object.properties().forEach(member -> map.put(member.getKey(), value(member.getValue())));
    return map;
  }

  private static Object value(JsonNode json) {
    if (json instanceof ObjectNode object) {
      return map(object);
    }
    if (json.isArray()) {
      List<Object> list = new ArrayList<>();
      json.forEach(item -> list.add(item.isTextual() ? item.toString() : value(item)));
      return list;
    }
    if (json.isTextual()) {
      return PackageFiles.quoted(json.asText());
    }
    return json.isBoolean() ? (Object) json.booleanValue() : json.toString();
  }
}

package dev.pacer.frame.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a default, given as YAML text, into the JSON value that a schema shows. */
final class SchemaValues {
  private SchemaValues() {}

  static Object of(String yaml, Map<String, Object> schema) {
    List<Problem> problems = new ArrayList<>();
    YamlNode node =
        YamlParsing.parse(yaml, problems)
            .orElseThrow(() -> new IllegalStateException("bad default: " + problems));
    return of(node, schema);
  }

  private static Object of(YamlNode node, Map<?, ?> schema) {
    if (node instanceof YamlNode.Sequence sequence) {
      List<Object> items = new ArrayList<>();
      sequence.items().forEach(item -> items.add(of(item, inner(schema, "items"))));
      return items;
    }
    if (node instanceof YamlNode.Mapping mapping) {
      Map<String, Object> entries = new LinkedHashMap<>();
      for (YamlNode.Entry entry : mapping.entries()) {
        Map<?, ?> property = inner(inner(schema, "properties"), entry.key());
        entries.put(
            entry.key(),
            of(
                entry.value(),
                property.isEmpty() ? inner(schema, "additionalProperties") : property));
      }
      return entries;
    }
    String text = ((YamlNode.Scalar) node).text();
    Object type = schema.get("type");
    if ("integer".equals(type) || "number".equals(type)) {
      return new BigDecimal(text);
    }
    return "boolean".equals(type) ? (Object) Boolean.valueOf(text) : text;
  }

  private static Map<?, ?> inner(Map<?, ?> schema, String key) {
    return schema.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }
}

package dev.pacer.installer.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A package's config.json: which options there are, and their defaults.
 *
 * @param json the schema as written
 */
public record OptionsSchema(ObjectNode json) {

  /**
   * The defaults, found by walking {@code properties} only. A property's own default hides those of
   * its members; an object in which nothing has a default is left out.
   */
  public ObjectNode defaults() {
    return defaults(json);
  }

  private static ObjectNode defaults(JsonNode schema) {
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    if (!(schema.path("properties") instanceof ObjectNode properties)) {
      return found;
    }
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      if (!(property.getValue() instanceof ObjectNode described)) {
        continue;
      }
      JsonNode own = described.get("default");
      if (own != null) {
        found.set(property.getKey(), own.deepCopy());
      } else if (described.has("properties")) {
        ObjectNode below = defaults(described);
        if (!below.isEmpty()) {
          found.set(property.getKey(), below);
        }
      }
    }
    return found;
  }

  /** Whether options that already hold the defaults are as the schema wants them. */
  public SchemaVerdict validate(ObjectNode merged) {
    return SchemaCheck.validate(json, merged);
  }
}

package dev.pacer.installer.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Puts one JSON object over another. */
public final class Merge {
  private Merge() {}

  /**
   * A new object: objects are merged with objects member by member; anything else above replaces
   * what is below, lists and null included.
   */
  public static ObjectNode over(ObjectNode below, ObjectNode above) {
    ObjectNode merged = below.deepCopy();
    for (Map.Entry<String, JsonNode> member : above.properties()) {
      JsonNode lower = merged.get(member.getKey());
      JsonNode upper = member.getValue();
      merged.set(
          member.getKey(),
          lower instanceof ObjectNode lowerObject && upper instanceof ObjectNode upperObject
              ? over(lowerObject, upperObject)
              : upper.deepCopy());
    }
    return merged;
  }
}

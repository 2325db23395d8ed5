package dev.pacer.installer.options.extension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The lists that a schema's {@code x-lists} ask for. A template cannot count, so that a group of as
 * many apps as an option says needs a list of that length.
 *
 * <p>{@code "x-lists": {"nodes.list": {"count": "nodes.count", "each": "nodes.each", "cycle":
 * {"rack": "nodes.racks"}}}} puts a list at {@code nodes.list}. Each member holds {@code index}
 * from 0, {@code previous} (not in the first), {@code last} (true or false), one value of each list
 * under {@code cycle} in turn, and over these the members of the object that {@code each} has under
 * the index.
 */
public final class ComputedLists {

  /** More than any group of apps that Marathon could hold; a count above it is cut to it. */
  static final int MOST = 10_000;

  private ComputedLists() {}

  /** The options with the lists put in; the same ones where the schema asks for none. */
  public static ObjectNode over(ObjectNode schema, ObjectNode options) {
    if (!(schema.get("x-lists") instanceof ObjectNode lists)) {
      return options;
    }
    ObjectNode all = options.deepCopy();
    for (Map.Entry<String, JsonNode> list : lists.properties()) {
      put(all, list.getKey(), list(list.getValue(), options));
    }
    return all;
  }

  private static ArrayNode list(JsonNode wanted, ObjectNode options) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    int count = Math.min(at(options, wanted.path("count").asText()).asInt(0), MOST);
    JsonNode each = at(options, wanted.path("each").asText());
    for (int index = 0; index < count; index++) {
      ObjectNode member = list.addObject();
      member.put("index", index);
      if (index > 0) {
        member.put("previous", index - 1);
      }
      member.put("last", index == count - 1);
      for (Map.Entry<String, JsonNode> cycle : wanted.path("cycle").properties()) {
        JsonNode turns = at(options, cycle.getValue().asText());
        if (turns.isArray() && !turns.isEmpty()) {
          member.set(cycle.getKey(), turns.get(index % turns.size()));
        }
      }
      if (each.get(Integer.toString(index)) instanceof ObjectNode own) {
        member.setAll(own.deepCopy());
      }
    }
    return list;
  }

  /** What is at a path such as {@code nodes.count}; a missing node where nothing is. */
  static JsonNode at(ObjectNode options, String path) {
    JsonNode node = options;
    for (String name : path.split("\\.", -1)) {
      node = node.path(name);
    }
    return node;
  }

  private static void put(ObjectNode options, String path, ArrayNode list) {
    String[] names = path.split("\\.", -1);
    ObjectNode place = options;
    for (int i = 0; i < names.length - 1; i++) {
      place = place.get(names[i]) instanceof ObjectNode inner ? inner : place.putObject(names[i]);
    }
    place.set(names[names.length - 1], list);
  }
}

package dev.pacer.installer.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a schema by their paths.
 *
 * @param declared those below {@code properties} only, which is where defaults are taken from
 * @param branched those that appear only in a branch ({@code oneOf} and the like)
 * @param computed paths of lists that the installer computes
 * @param computedFrom paths of the options that it computes them from
 */
record Options(
    Map<String, Option> declared,
    Map<String, Option> branched,
    Set<String> computed,
    Set<String> computedFrom) {

  private static final List<String> BRANCHES = List.of("oneOf", "anyOf", "allOf");

  /**
   * An option.
   *
   * @param names from the outermost to its own
   * @param schema what config.json says of it
   */
  record Option(List<String> names, JsonNode schema) {

    String type() {
      return schema.path("type").asText("");
    }

    boolean isLeaf() {
      return !schema.path("properties").isObject();
    }

    /** Options that set this one alone. */
    ObjectNode set(JsonNode value) {
      ObjectNode whole = JsonNodeFactory.instance.objectNode();
      ObjectNode place = whole;
      for (String name : names.subList(0, names.size() - 1)) {
        place = place.putObject(name);
      }
      place.set(names.get(names.size() - 1), value);
      return whole;
    }
  }

  static Options of(Optional<ObjectNode> config) {
    Options options =
        new Options(new LinkedHashMap<>(), new LinkedHashMap<>(), new HashSet<>(), new HashSet<>());
    config.ifPresent(
        schema -> {
          options.walk(List.of(), schema, options.declared);
          for (Map.Entry<String, JsonNode> list : schema.path("x-lists").properties()) {
            options.computed.add(list.getKey());
            options.computedFrom.add(list.getValue().path("count").asText());
            options.computedFrom.add(list.getValue().path("each").asText());
            list.getValue().path("cycle").forEach(from -> options.computedFrom.add(from.asText()));
          }
        });
    options.branched.keySet().removeAll(options.declared.keySet());
    return options;
  }

  private void walk(List<String> above, JsonNode schema, Map<String, Option> found) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      List<String> names = new ArrayList<>(above);
      names.add(property.getKey());
      found.putIfAbsent(String.join(".", names), new Option(names, property.getValue()));
      walk(names, property.getValue(), found);
    }
    for (String branch : BRANCHES) {
      schema.path(branch).forEach(one -> walk(above, one, branched));
    }
    for (JsonNode dependency : schema.path("dependencies")) {
      walk(above, dependency, branched);
    }
  }

  Optional<Option> find(String path) {
    Option option = declared.get(path);
    return Optional.ofNullable(option == null ? branched.get(path) : option);
  }
}

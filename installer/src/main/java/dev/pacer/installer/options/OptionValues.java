package dev.pacer.installer.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.PackageJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Options with their values, for people; secrets are not among what is shown. */
public final class OptionValues {
  private static final String HIDDEN = "(secret)";

  private final ObjectNode shown;
  private final List<Row> rows;

  private OptionValues(ObjectNode shown, List<Row> rows) {
    this.shown = shown;
    this.rows = List.copyOf(rows);
  }

  /**
   * An option and its value.
   *
   * @param yours whether the user gave it
   */
  public record Row(String path, String value, boolean yours) {}

  /** The defaults of a schema with the user's options over them. */
  public static OptionValues of(PackageJson revision, GivenOptions given) {
    ObjectNode user = given.json();
    OptionsSchema schema =
        new OptionsSchema(revision.config().orElseGet(JsonNodeFactory.instance::objectNode));
    ObjectNode merged = Merge.over(schema.defaults(), user);
    for (OptionPath secret : OptionTree.of(schema).secrets()) {
      replace(merged, secret);
    }
    List<Row> rows = new ArrayList<>();
    flatten(merged, new OptionPath(List.of()), user, rows);
    return new OptionValues(merged, rows);
  }

  /** The user's options without the secret ones. */
  public static GivenOptions withoutSecrets(PackageJson revision, GivenOptions user) {
    ObjectNode kept = user.json().deepCopy();
    OptionTree.of(revision).secrets().forEach(path -> remove(kept, path));
    return new GivenOptions(kept);
  }

  private static void remove(ObjectNode options, OptionPath path) {
    ObjectNode at = options;
    List<String> names = path.names();
    for (String name : names.subList(0, names.size() - 1)) {
      if (!(at.get(name) instanceof ObjectNode below)) {
        return;
      }
      at = below;
    }
    at.remove(names.get(names.size() - 1));
  }

  private static void replace(ObjectNode options, OptionPath path) {
    ObjectNode at = options;
    List<String> names = path.names();
    for (String name : names.subList(0, names.size() - 1)) {
      if (!(at.get(name) instanceof ObjectNode below)) {
        return;
      }
      at = below;
    }
    String last = names.get(names.size() - 1);
    if (at.has(last)) {
      at.put(last, HIDDEN);
    }
  }

  private static void flatten(JsonNode node, OptionPath path, JsonNode user, List<Row> rows) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        flatten(member.getValue(), path.child(member.getKey()), user.path(member.getKey()), rows);
      }
    } else if (!path.names().isEmpty()) {
      rows.add(new Row(path.toString(), node.toString(), !user.isMissingNode()));
    }
  }

  /** In the order of the schema. */
  public List<Row> rows() {
    return rows;
  }

  /** All of them as JSON over several lines. */
  public String json() {
    return shown.toPrettyString();
  }
}

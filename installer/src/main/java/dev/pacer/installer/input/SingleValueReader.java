package dev.pacer.installer.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.options.OptionInfo;
import dev.pacer.installer.options.OptionPath;
import dev.pacer.installer.options.OptionTree;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.JsonSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code a.b=1}. What the value is, the schema says: 5 is a number where it wants one and
 * text where it wants text.
 */
public final class SingleValueReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final OptionTree tree;

  public SingleValueReader(OptionTree tree) {
    this.tree = tree;
  }

  /** An option and its value. */
  public record Setting(OptionPath path, JsonNode value) {

    /** Puts it into options, making the groups on its way. */
    public void into(ObjectNode options) {
      ObjectNode at = options;
      List<String> names = path.names();
      for (String name : names.subList(0, names.size() - 1)) {
        at = at.get(name) instanceof ObjectNode below ? below : at.putObject(name);
      }
      at.set(names.get(names.size() - 1), value);
    }
  }

  /**
   * Of {@code path=value}.
   *
   * @throws OptionsInputException when it has no {@code =} or the value is none that is wanted
   */
  public Setting read(String assignment) {
    int equals = requireEquals("--set", assignment);
    OptionPath path = OptionPath.parse(assignment.substring(0, equals));
    String text = assignment.substring(equals + 1);
    return new Setting(path, typed(path, text));
  }

  /**
   * Of {@code path=JSON}.
   *
   * @throws OptionsInputException when it is none
   */
  public static Setting readJson(String assignment) {
    int equals = requireEquals("--set-json", assignment);
    try {
      return new Setting(
          OptionPath.parse(assignment.substring(0, equals)),
          ExactJson.parse(assignment.substring(equals + 1)));
    } catch (JsonSyntaxException e) {
      throw new OptionsInputException(
          "--set-json %s: is not JSON: %s."
              .formatted(assignment.substring(0, equals), e.getMessage()));
    }
  }

  /** Where the {@code =} is that ends the path. */
  public static int requireEquals(String flag, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals <= 0) {
      throw new OptionsInputException(
          "%s %s: give it as path=value, such as %s service.name=x."
              .formatted(flag, assignment, flag));
    }
    return equals;
  }

  private JsonNode typed(OptionPath path, String text) {
    Optional<OptionInfo> info = tree.find(path);
    if (info.isEmpty()) {
      return OptionsFileReader.plain(text);
    }
    List<String> types = info.get().types();
    JsonNode plain = OptionsFileReader.plain(text);
    if (types.contains("string") || types.isEmpty()) {
      boolean otherwise = types.isEmpty() || (types.size() > 1 && !plain.isTextual());
      return otherwise ? plain : NODES.textNode(text);
    }
    boolean fits =
        (types.contains("integer") && plain.isIntegralNumber())
            || (types.contains("number") && plain.isNumber())
            || (types.contains("boolean") && plain.isBoolean())
            || (types.contains("null") && plain.isNull());
    if (fits) {
      return plain;
    }
    if (types.contains("array") || types.contains("object")) {
      return structure(path, text, info.get());
    }
    throw new OptionsInputException(
        "--set %s: is %s; wanted: %s%s."
            .formatted(
                path,
                info.get().secret() ? "secret" : "\"" + text + "\"",
                info.get().expected(),
                info.get().shownDefault().map(d -> "; default " + d).orElse("")));
  }

  private static JsonNode structure(OptionPath path, String text, OptionInfo info) {
    try {
      return ExactJson.parse(text);
    } catch (JsonSyntaxException e) {
      throw new OptionsInputException(
          "--set %s: wanted: %s as JSON, such as %s=[\"a\",\"b\"]; %s."
              .formatted(path, info.expected(), path, e.getMessage()));
    }
  }
}

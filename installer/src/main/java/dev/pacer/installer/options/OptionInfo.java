package dev.pacer.installer.options;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One option as its schema describes it.
 *
 * @param types the JSON types that it may have; empty where the schema does not say
 * @param byDefault its default; empty where it has none
 * @param allowed the only values that it may have, if they are few and told
 * @param bounds what numbers and texts must keep within, in words; empty for none
 */
public record OptionInfo(
    OptionPath path,
    List<String> types,
    String description,
    Optional<JsonNode> byDefault,
    List<JsonNode> allowed,
    String bounds,
    Traits traits) {

  /** Copies the lists. */
  public OptionInfo {
    types = List.copyOf(types);
    allowed = List.copyOf(allowed);
  }

  /**
   * Yes or no.
   *
   * @param required whether the object that it belongs to must have it
   * @param secret whether its value must never be shown
   * @param group whether it only holds other options
   */
  public record Traits(boolean required, boolean secret, boolean group) {}

  public boolean required() {
    return traits.required();
  }

  public boolean secret() {
    return traits.secret();
  }

  /** Whether it only holds other options. */
  public boolean group() {
    return traits.group();
  }

  /** What it must be: {@code an integer from 1 to 500}. */
  public String expected() {
    if (!allowed.isEmpty()) {
      return "one of "
          + String.join(", ", allowed.stream().map(JsonNode::toString).limit(12).toList())
          + (allowed.size() > 12 ? ", …" : "");
    }
    String words =
        types.isEmpty()
            ? "any value"
            : String.join(" or ", types.stream().map(OptionInfo::article).toList());
    return bounds.isEmpty() ? words : words + " " + bounds;
  }

  /** The default as JSON; nothing for a secret's. */
  public Optional<String> shownDefault() {
    return byDefault.map(value -> secret() ? "(secret)" : value.toString());
  }

  private static String article(String type) {
    return switch (type) {
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "string" -> "text";
      case "array" -> "a list";
      case "object" -> "a group of options";
      default -> type;
    };
  }
}

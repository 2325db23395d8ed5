package dev.pacer.installer.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.lint.Options.Option;
import dev.pacer.installer.options.OptionProblem;
import dev.pacer.installer.options.OptionsSchema;
import dev.pacer.installer.options.SchemaVerdict;
import dev.pacer.installer.options.extension.OptionChecks;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Rules over config.json. */
final class SchemaRules {
  private static final String FILE = "config.json";
  private static final BigDecimal EXACT_IN_A_DOUBLE = BigDecimal.valueOf(1L << 53);

  /** Of draft 4, with what packages add for pages and passwords. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "$schema",
          "id",
          "$ref",
          "title",
          "description",
          "default",
          "multipleOf",
          "maximum",
          "exclusiveMaximum",
          "minimum",
          "exclusiveMinimum",
          "maxLength",
          "minLength",
          "pattern",
          "additionalItems",
          "items",
          "maxItems",
          "minItems",
          "uniqueItems",
          "maxProperties",
          "minProperties",
          "required",
          "additionalProperties",
          "definitions",
          "properties",
          "patternProperties",
          "dependencies",
          "enum",
          "type",
          "allOf",
          "anyOf",
          "oneOf",
          "not",
          "format",
          "media");

  private SchemaRules() {}

  static void check(ObjectNode schema, Options options, Consumer<Finding> found) {
    OptionsSchema read = new OptionsSchema(schema);
    ObjectNode defaults = read.defaults();
    SchemaVerdict verdict = read.validate(defaults);
    walkAll(schema, found);
    if (verdict instanceof SchemaVerdict.InvalidSchema invalid) {
      for (OptionProblem problem : invalid.problems()) {
        found.accept(
            Rule.SCHEMA_INVALID.at(
                FILE + problem.pointer(),
                problem.message(),
                "Write it as draft 4 of JSON Schema wants"));
      }
      return;
    }
    if (verdict instanceof SchemaVerdict.Mismatch mismatch) {
      mismatch.problems().forEach(problem -> defaultProblem(problem, options, found));
    }
    if (schema.path("$schema").asText("").equals("http://json-schema.org/schema#")) {
      found.accept(
          Rule.SCHEMA_DIALECT.at(
              FILE + "/$schema",
              "names no version of JSON Schema, and some validators refuse it",
              "Write http://json-schema.org/draft-04/schema#"));
    }
    options.declared().forEach((path, option) -> option(path, option, found));
    options
        .branched()
        .keySet()
        .forEach(
            path ->
                found.accept(
                    Rule.OPTION_IN_BRANCH.at(
                        path,
                        "stands in oneOf, anyOf, allOf or dependencies only, where no default is"
                            + " taken",
                        "Declare it under properties too, with a default")));
    try {
      for (OptionChecks.Broken broken : OptionChecks.broken(schema, defaults)) {
        found.accept(
            Rule.REQUIRED_WITHOUT_DEFAULT.at(
                String.join(", ", broken.paths()),
                broken.say() + ": it cannot be installed without options",
                "Give it a default, or say in the notes what to set"));
      }
    } catch (IllegalArgumentException e) {
      found.accept(
          Rule.CONDITION_UNREADABLE.at(
              FILE + "/x-check", String.valueOf(e.getMessage()), "Mend the condition"));
    }
  }

  private static void walkAll(ObjectNode schema, Consumer<Finding> found) {
    Seen seen = new Seen();
    walk("", schema, seen, found);
    if (seen.ids > 0) {
      found.accept(
          Rule.SCHEMA_STRING_ID.at(
              FILE,
              "%d ids re-base references in validators that heed them".formatted(seen.ids),
              "Remove them"));
    }
    if (seen.open > 0) {
      found.accept(
          Rule.UNKNOWN_OPTIONS_TAKEN.at(
              FILE,
              "in %d places a misspelt option is taken without a word".formatted(seen.open),
              "Add \"additionalProperties\": false beside each properties"));
    }
  }

  private static void defaultProblem(
      OptionProblem problem, Options options, Consumer<Finding> found) {
    String path = problem.path().isEmpty() ? "the options" : problem.path();
    if (!problem.keyword().equals("required")) {
      found.accept(
          Rule.DEFAULT_BREAKS_SCHEMA.at(
              path,
              "the default breaks the schema: " + problem.message(),
              "Give a default that the schema takes"));
      return;
    }
    boolean vanishes =
        options.declared().values().stream()
            .filter(option -> !option.isLeaf())
            .map(option -> option.names().get(option.names().size() - 1))
            .anyMatch(name -> problem.message().contains("'" + name + "'"));
    found.accept(
        vanishes
            ? Rule.REQUIRED_OBJECT_VANISHES.at(
                path,
                "%s: an object in which nothing has a default is not there at all"
                    .formatted(problem.message()),
                "Give one of its options a default, or do not require it")
            : Rule.REQUIRED_WITHOUT_DEFAULT.at(
                path,
                "%s, so that it cannot be installed without options".formatted(problem.message()),
                "Give it a default, or say in the notes what to set"));
  }

  /** What is told once for a whole file. */
  private static final class Seen {
    private int ids;
    private int open;
  }

  private static void walk(String pointer, JsonNode schema, Seen seen, Consumer<Finding> found) {
    if (!(schema instanceof ObjectNode object)) {
      return;
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      if (!KEYWORDS.contains(name) && !name.startsWith("x-")) {
        found.accept(
            Rule.UNKNOWN_KEYWORD.at(
                FILE + pointer + "/" + name,
                "'%s' means nothing in a schema".formatted(name),
                "Correct its spelling or remove it"));
      }
    }
    if (object.path("id").isTextual()) {
      seen.ids++;
    }
    if (object.path("properties").path("required").isArray()) {
      found.accept(
          Rule.REQUIRED_AMONG_PROPERTIES.at(
              FILE + pointer + "/properties/required",
              "is an option called \"required\", and requires nothing",
              "Move it beside properties"));
    }
    if (object.path("properties").isObject()) {
      if (object.path("additionalProperties").asBoolean(true)) {
        seen.open++;
      }
      if (object.has("default")) {
        found.accept(
            Rule.DEFAULT_HIDES_MEMBERS.at(
                FILE + pointer + "/default",
                "hides the defaults of its members",
                "Remove it, or theirs"));
      }
      for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
        walk(pointer + "/properties/" + property.getKey(), property.getValue(), seen, found);
      }
    }
  }

  private static void option(String path, Option option, Consumer<Finding> found) {
    String name = option.names().get(option.names().size() - 1);
    if (path.equals("resource")) {
      found.accept(
          Rule.OPTION_NAMED_RESOURCE.at(
              path,
              "resource.json is put over it, with null where it has nothing",
              "Name the option otherwise"));
    }
    if (name.contains(".") || name.contains(" ")) {
      found.accept(
          Rule.ODD_OPTION_NAME.at(
              path, "a dot or a space in a name cannot be told from a path", "Use dashes"));
    }
    JsonNode preset = option.schema().path("default");
    if (preset.isNumber() && preset.decimalValue().abs().compareTo(EXACT_IN_A_DOUBLE) > 0) {
      found.accept(
          Rule.HUGE_NUMBER.at(
              path,
              "the default %s is printed with all its digits".formatted(preset.asText()),
              "Give a number that a double holds exactly, or a string"));
    }
    boolean secret =
        option.schema().path("format").asText("").equals("password")
            || option.schema().path("media").asText("").startsWith("application/x-secret");
    if (secret && !preset.asText("").isEmpty()) {
      found.accept(
          Rule.SECRET_WITH_DEFAULT.at(
              path, "a secret has a default, which everybody knows", "Give none"));
    }
  }
}

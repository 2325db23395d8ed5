package dev.pacer.installer.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Validates options against a draft-04 schema as Cosmos' validator does: whole decimals are
 * integers, patterns are not anchored, {@code $schema} and string {@code id}s mean nothing. Nothing
 * is fetched.
 */
final class SchemaCheck {
  /** One path for all: the library looks names of locales up anew for each. */
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder()
          .pathType(PathType.JSON_POINTER)
          .nullableKeywordEnabled(false)
          .discriminatorKeywordEnabled(false)
          .locale(java.util.Locale.ROOT)
          .build();

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V4,
          builder ->
              builder
                  .enableSchemaCache(false)
                  .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));

  /** Members whose values are data and not schemas. */
  private static final Set<String> DATA = Set.of("default", "enum");

  /** Members whose members are named by the package and not by the draft. */
  private static final Set<String> NAMED =
      Set.of("properties", "patternProperties", "definitions", "dependencies");

  /** Held apart so that the draft's own schema is read once and only when it is needed. */
  private static final class Draft {
    static final JsonSchema SCHEMA =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
            .getSchema(SchemaLocation.of(SchemaId.V4), CONFIG);
  }

  private SchemaCheck() {}

  static SchemaVerdict validate(ObjectNode schema, ObjectNode options) {
    ObjectNode bare = (ObjectNode) bare(Numbers.normalised(schema), false);
    List<OptionProblem> faults = faults(bare);
    if (!faults.isEmpty()) {
      return new SchemaVerdict.InvalidSchema(faults);
    }
    try {
      List<OptionProblem> problems =
          problems(FACTORY.getSchema(bare, CONFIG).validate(Numbers.normalised(options)));
      return problems.isEmpty() ? new SchemaVerdict.Valid() : new SchemaVerdict.Mismatch(problems);
    } catch (StackOverflowError e) {
      return invalid("it refers to itself without end");
    } catch (RuntimeException e) {
      // The library throws what it likes for a reference that leads nowhere or a bad pattern.
      return invalid(String.valueOf(e.getMessage()).lines().findFirst().orElse("it is no schema"));
    }
  }

  /** What makes it no draft-04 schema; empty when it is one. */
  static List<OptionProblem> faults(ObjectNode bare) {
    try {
      return problems(Draft.SCHEMA.validate(bare));
    } catch (StackOverflowError e) {
      return List.of(new OptionProblem("", "$ref", "it is nested too deeply"));
    }
  }

  private static SchemaVerdict invalid(String message) {
    return new SchemaVerdict.InvalidSchema(List.of(new OptionProblem("", "schema", message)));
  }

  private static List<OptionProblem> problems(Set<ValidationMessage> messages) {
    return messages.stream()
        .map(
            message -> {
              String pointer = message.getInstanceLocation().toString();
              String text = String.valueOf(message.getMessage());
              String prefix = pointer + ": ";
              return new OptionProblem(
                  pointer.equals("$") ? "" : pointer,
                  String.valueOf(message.getType()),
                  text.startsWith(prefix) ? text.substring(prefix.length()) : text);
            })
        .distinct()
        .sorted(Comparator.comparing(OptionProblem::pointer))
        .toList();
  }

  /** Without {@code $schema} and string {@code id}s, which would re-base it. */
  private static JsonNode bare(JsonNode node, boolean named) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
      for (JsonNode element : array) {
        copy.add(bare(element, false));
      }
      return copy;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      boolean rebases = name.equals("$schema") || (name.equals("id") && value.isTextual());
      if (named) {
        copy.set(name, bare(value, false));
      } else if (DATA.contains(name)) {
        copy.set(name, value);
      } else if (!rebases) {
        copy.set(name, bare(value, NAMED.contains(name)));
      }
    }
    return copy;
  }
}

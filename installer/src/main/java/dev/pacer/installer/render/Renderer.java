package dev.pacer.installer.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.options.Merge;
import dev.pacer.installer.options.OptionProblem;
import dev.pacer.installer.options.OptionsSchema;
import dev.pacer.installer.options.SchemaVerdict;
import dev.pacer.installer.options.extension.ComputedLists;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.JsonSyntaxException;
import dev.pacer.installer.universe.PackageJson;
import java.util.List;
import java.util.Optional;

/**
 * From a revision and the user's options to Marathon JSON, in Cosmos' order: defaults, user
 * options, validation, resources, template, result.
 */
public final class Renderer {

  /** What to do when strings that are put in as JSON text do not make JSON. */
  public enum Strings {
    /** Current rules only. */
    STRICT,
    /** Try once more with strings put in raw, as Cosmos did before May 2017. */
    LEGACY_IF_NEEDED
  }

  private Renderer() {}

  /** Renders; never throws for what is wrong with the package or the options. */
  public static Rendering render(PackageJson revision, ObjectNode userOptions, Strings strings) {
    if (revision.template().isEmpty()) {
      return failed(
          Outcome.NO_TEMPLATE,
          "%s has no Marathon template: there is nothing to install on a cluster"
              .formatted(revision));
    }
    Optional<OptionsSchema> schema = revision.config().map(OptionsSchema::new);
    ObjectNode defaults =
        schema.map(OptionsSchema::defaults).orElseGet(JsonNodeFactory.instance::objectNode);
    ObjectNode merged = Merge.over(defaults, userOptions);
    if (!merged.isEmpty()) {
      if (schema.isEmpty()) {
        return failed(
            Outcome.OPTIONS_NOT_ALLOWED,
            "%s takes no options, as it has no config.json".formatted(revision));
      }
      SchemaVerdict verdict = schema.get().validate(merged);
      if (verdict instanceof SchemaVerdict.InvalidSchema invalid) {
        return new Rendering.Failed(
            Outcome.INVALID_SCHEMA,
            "the package's own config.json is invalid at "
                + first(invalid.problems(), "its beginning"),
            invalid.problems(),
            Optional.empty());
      }
      if (verdict instanceof SchemaVerdict.Mismatch mismatch) {
        return new Rendering.Failed(
            Outcome.JSON_SCHEMA_MISMATCH,
            first(mismatch.problems(), "the options"),
            mismatch.problems(),
            Optional.empty());
      }
    }
    return fill(revision, merged, strings);
  }

  private static Rendering fill(PackageJson revision, ObjectNode merged, Strings strings) {
    ObjectNode context = context(revision, merged);
    String template = revision.template().orElseThrow();
    try {
      Rendering strict = read(MarathonTemplate.render(template, context, false), merged, false);
      boolean retry =
          strings == Strings.LEGACY_IF_NEEDED
              && strict instanceof Rendering.Failed failed
              && failed.reason() == Outcome.JSON_PARSING_ERROR;
      if (!retry) {
        return strict;
      }
      Rendering raw = read(MarathonTemplate.render(template, context, true), merged, true);
      return raw instanceof Rendering.Rendered ? raw : strict;
    } catch (TemplateException e) {
      return failed(Outcome.MUSTACHE_ERROR, "the package's template: " + e.getMessage());
    }
  }

  /** What the template sees: the options with the typed resources over them. */
  static ObjectNode context(PackageJson revision, ObjectNode merged) {
    ObjectNode above = JsonNodeFactory.instance.objectNode();
    revision.typedResource().ifPresent(resource -> above.set("resource", resource));
    ObjectNode context = Merge.over(merged, above);
    return revision.config().map(schema -> ComputedLists.over(schema, context)).orElse(context);
  }

  private static Rendering read(String text, ObjectNode merged, boolean legacy) {
    JsonNode json;
    try {
      json = ExactJson.parse(text);
    } catch (JsonSyntaxException e) {
      return new Rendering.Failed(
          Outcome.JSON_PARSING_ERROR,
          "what the template renders to is not JSON: " + e.getMessage(),
          List.of(),
          Optional.of(new Rendering.FaultyText(text, e.line(), e.column())));
    }
    if (!(json instanceof ObjectNode object)) {
      return failed(
          Outcome.MUST_BE_JSON_OBJECT, "what the template renders to is JSON, but no object");
    }
    JsonNode labels = object.path("labels");
    if (!labels.isMissingNode() && !labels.isNull()) {
      boolean texts = labels.isObject();
      for (JsonNode label : labels) {
        texts &= label.isTextual();
      }
      if (!texts) {
        return failed(
            Outcome.JSON_DECODING_ERROR,
            "in what the template renders to, labels is no map of strings");
      }
    }
    return new Rendering.Rendered(object, merged, legacy);
  }

  private static String first(List<OptionProblem> problems, String otherwise) {
    return problems.isEmpty() ? otherwise : problems.get(0).toString();
  }

  private static Rendering.Failed failed(Outcome reason, String detail) {
    return new Rendering.Failed(reason, detail, List.of(), Optional.empty());
  }
}

package dev.pacer.installer.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pacer.installer.lint.Options.Option;
import dev.pacer.installer.render.Outcome;
import dev.pacer.installer.render.Renderer;
import dev.pacer.installer.render.Renderer.Strings;
import dev.pacer.installer.render.Rendering;
import dev.pacer.installer.universe.PackageJson;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Rules that try a package out: its defaults, and each option changed to what breaks templates. */
final class RenderRules {
  private static final String TEMPLATE = "marathon.json.mustache";
  private static final String CAREFUL =
      "Put the tag between quotes, and the comma into the section";

  /** What is the template's fault, whatever the options are. */
  private static final Set<Outcome> TEMPLATES_FAULT =
      EnumSet.of(
          Outcome.MUSTACHE_ERROR,
          Outcome.JSON_PARSING_ERROR,
          Outcome.MUST_BE_JSON_OBJECT,
          Outcome.JSON_DECODING_ERROR);

  private RenderRules() {}

  /** Tries; hands back what the defaults render to, if they do. */
  static Optional<ObjectNode> check(
      PackageJson revision, Options options, Consumer<Finding> found) {
    if (revision.template().isEmpty()) {
      return Optional.empty();
    }
    Rendering base =
        Renderer.render(revision, JsonNodeFactory.instance.objectNode(), Strings.LEGACY_IF_NEEDED);
    if (base instanceof Rendering.Failed failed) {
      if (TEMPLATES_FAULT.contains(failed.reason())) {
        found.accept(
            Rule.RENDERS_NOT.at(
                TEMPLATE, "with the defaults: " + failed.detail(), "Mend the template"));
      }
      return Optional.empty();
    }
    Rendering.Rendered rendered = (Rendering.Rendered) base;
    if (rendered.legacy()) {
      found.accept(
          Rule.LEGACY_ONLY.at(
              TEMPLATE,
              "comes out as JSON only with strings put in raw, as before May 2017",
              "Make the option a list"));
      return Optional.of(rendered.marathon());
    }
    options.declared().forEach((path, option) -> tryOut(revision, path, option, found));
    return Optional.of(rendered.marathon());
  }

  private static void tryOut(
      PackageJson revision, String path, Option option, Consumer<Finding> found) {
    switch (option.type()) {
      case "boolean" -> {
        boolean flipped = !option.schema().path("default").asBoolean(false);
        report(revision, path, option, BooleanNode.valueOf(flipped), Rule.BOOLEAN_BREAKS, found);
      }
      case "string" -> {
        report(revision, path, option, TextNode.valueOf("a\"b\\c"), Rule.QUOTE_BREAKS, found);
        report(revision, path, option, TextNode.valueOf(""), Rule.EMPTY_BREAKS, found);
      }
      case "array" -> {
        ArrayNode two = JsonNodeFactory.instance.arrayNode();
        switch (option.schema().at("/items/type").asText("")) {
          case "string" -> two.add("a").add("b");
          case "integer", "number" -> two.add(1).add(2);
          default -> {
            return;
          }
        }
        report(revision, path, option, two, Rule.LIST_BREAKS, found);
        report(revision, path, option, two.arrayNode(), Rule.LIST_BREAKS, found);
      }
      default -> {}
    }
  }

  private static void report(
      PackageJson revision,
      String path,
      Option option,
      JsonNode value,
      Rule rule,
      Consumer<Finding> found) {
    Rendering rendering = Renderer.render(revision, option.set(value), Strings.STRICT);
    if (rendering instanceof Rendering.Failed failed && TEMPLATES_FAULT.contains(failed.reason())) {
      found.accept(
          rule.at(
              path,
              "set to %s, the template breaks: %s".formatted(value, failed.detail()),
              CAREFUL));
    }
  }
}

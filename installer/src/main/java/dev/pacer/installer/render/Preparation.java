package dev.pacer.installer.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.options.GivenOptions;
import dev.pacer.installer.options.Merge;
import dev.pacer.installer.options.OptionAdvice;
import dev.pacer.installer.options.OptionPath;
import dev.pacer.installer.options.OptionTree;
import dev.pacer.installer.options.OptionsSchema;
import dev.pacer.installer.options.extension.OptionChecks;
import dev.pacer.installer.universe.PackageJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From a revision and what a user wants of it to what is sent to Marathon, or to everything that is
 * wrong with it.
 */
public final class Preparation {
  /** The template's own {@code "id": "{{option}}"}. */
  private static final Pattern ID =
      Pattern.compile("\"id\"\\s*:\\s*\"\\{\\{[{&]?\\s*([^{}#^/>!=]+?)\\s*\\}?\\}\\}\"");

  private Preparation() {}

  /**
   * What the user wants.
   *
   * @param options as given
   * @param appId to install under; empty for the template's own
   * @param allowUnknown whether options that no schema knows may pass
   */
  public record Wish(GivenOptions options, Optional<String> appId, boolean allowUnknown) {}

  /** What came of it. */
  public sealed interface Result {}

  /**
   * It can be sent.
   *
   * @param marathon an app or a group with its id, without the installer's labels
   * @param options the user's, with the one that names the app
   * @param notices what was bent to make it so, one line each
   */
  public record Prepared(
      ObjectNode marathon,
      GivenOptions options,
      ObjectNode merged,
      String id,
      boolean group,
      List<String> notices)
      implements Result {

    /** Copies the list. */
    public Prepared {
      notices = List.copyOf(notices);
    }
  }

  /** It cannot be sent: the user's options are wrong, or the package is. */
  public record Refused(boolean optionsToBlame, List<String> problems) implements Result {

    /** Copies the list. */
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /** Prepares it; sends nothing. */
  public static Result prepare(PackageJson revision, Wish wish) {
    Optional<OptionsSchema> schema = revision.config().map(OptionsSchema::new);
    ObjectNode options = wish.options().json().deepCopy();
    List<String> notices = new ArrayList<>();
    Optional<String> rest = wish.appId();
    if (rest.isPresent() && schema.isPresent()) {
      Optional<OptionPath> names = idOption(revision, schema.get());
      if (names.isPresent()) {
        setId(options, names.get(), schema.get(), rest.get());
        rest = Optional.empty();
      }
    }
    if (schema.isPresent() && !wish.allowUnknown()) {
      OptionTree tree = OptionTree.of(schema.get());
      List<OptionPath> unknown = tree.unknown(options);
      if (!unknown.isEmpty()) {
        return new Refused(true, new OptionAdvice(tree).unknown(unknown));
      }
    }
    Rendering rendering = Renderer.render(revision, options, Renderer.Strings.LEGACY_IF_NEEDED);
    if (rendering instanceof Rendering.Failed failed) {
      return refused(failed, schema, options);
    }
    Rendering.Rendered rendered = (Rendering.Rendered) rendering;
    if (schema.isPresent()) {
      try {
        List<OptionChecks.Broken> broken =
            OptionChecks.broken(schema.get().json(), rendered.merged());
        if (!broken.isEmpty()) {
          return new Refused(true, broken.stream().map(OptionChecks.Broken::toString).toList());
        }
      } catch (IllegalArgumentException e) {
        return new Refused(false, List.of("the package's x-check: " + e.getMessage()));
      }
    }
    if (rendered.legacy()) {
      notices.add(
          "the template makes JSON only as before May 2017, with texts put in raw; it was rendered"
              + " so");
    }
    return named(rendered, options, rest, notices);
  }

  private static Result named(
      Rendering.Rendered rendered, ObjectNode options, Optional<String> id, List<String> notices) {
    ObjectNode marathon = rendered.marathon().deepCopy();
    if (id.isPresent()) {
      if (rendered.isGroup()) {
        return new Refused(
            true, List.of("--id: a group is named by its options only, not by --id"));
      }
      notices.add(
          "the template's id is no option: only the app's id is changed, not what the package"
              + " calls itself inside");
      marathon.put("id", id.get());
    }
    String own = marathon.path("id").asText("");
    if (own.isEmpty()) {
      return new Refused(
          false, List.of("the template renders an app without an id; give one with --id"));
    }
    String absolute = own.startsWith("/") ? own : "/" + own;
    marathon.put("id", absolute);
    return new Prepared(
        marathon,
        new GivenOptions(options),
        rendered.merged(),
        absolute,
        rendered.isGroup(),
        notices);
  }

  private static Refused refused(
      Rendering.Failed failed, Optional<OptionsSchema> schema, ObjectNode options) {
    if (failed.reason() == Outcome.JSON_SCHEMA_MISMATCH && schema.isPresent()) {
      ObjectNode merged = Merge.over(schema.get().defaults(), options);
      OptionAdvice advice = new OptionAdvice(OptionTree.of(schema.get()));
      return new Refused(true, advice.mismatch(failed.problems(), merged));
    }
    List<String> lines = new ArrayList<>(List.of(failed.detail()));
    failed.text().ifPresent(text -> lines.addAll(around(text)));
    return new Refused(failed.reason().blamesOptions(), lines);
  }

  /** The lines of a rendered text around the place where it ceases to be JSON. */
  private static List<String> around(Rendering.FaultyText faulty) {
    List<String> all = faulty.text().lines().toList();
    List<String> shown = new ArrayList<>();
    for (int line = Math.max(1, faulty.line() - 2); line <= faulty.line() + 1; line++) {
      if (line <= all.size()) {
        String text = all.get(line - 1);
        String cut = text.length() > 70 ? text.substring(0, 69) + "…" : text;
        shown.add("%s %4d | %s".formatted(line == faulty.line() ? ">" : " ", line, cut));
      }
    }
    return shown;
  }

  /** The option that the template's id is, if it is exactly one. */
  static Optional<OptionPath> idOption(PackageJson revision, OptionsSchema schema) {
    Matcher matcher = ID.matcher(revision.template().orElse(""));
    if (!matcher.find()) {
      return Optional.empty();
    }
    OptionPath path = OptionPath.parse(matcher.group(1));
    return OptionTree.of(schema).find(path).map(info -> path);
  }

  private static void setId(
      ObjectNode options, OptionPath path, OptionsSchema schema, String wanted) {
    String usual =
        OptionTree.of(schema)
            .find(path)
            .flatMap(info -> info.byDefault())
            .map(value -> value.asText(""))
            .orElse("");
    String value = !usual.startsWith("/") && wanted.startsWith("/") ? wanted.substring(1) : wanted;
    ObjectNode at = options;
    List<String> names = path.names();
    for (String name : names.subList(0, names.size() - 1)) {
      at = at.get(name) instanceof ObjectNode below ? below : at.putObject(name);
    }
    at.set(names.get(names.size() - 1), JsonNodeFactory.instance.textNode(value));
  }
}

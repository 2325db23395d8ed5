package dev.pacer.installer.lint;

import dev.pacer.installer.lint.Options.Option;
import dev.pacer.installer.lint.TemplateTags.Kind;
import dev.pacer.installer.lint.TemplateTags.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Rules over marathon.json.mustache, and over what it reads of the options. */
final class TemplateRules {
  private static final Set<String> REFLECTED = Set.of("isEmpty", "empty", "size", "length");

  private final Options options;
  private final Consumer<Finding> found;
  private final Set<String> read = new HashSet<>();
  private final Set<String> told = new HashSet<>();

  private TemplateRules(Options options, Consumer<Finding> found) {
    this.options = options;
    this.found = found;
  }

  static void check(String template, Options options, Consumer<Finding> found) {
    TemplateRules rules = new TemplateRules(options, found);
    TemplateTags.of(template).forEach(rules::tag);
    rules.dead();
  }

  private void tag(Tag tag) {
    String where = "marathon.json.mustache:" + tag.line();
    if (tag.kind() == Kind.PARTIAL) {
      found.accept(
          Rule.PARTIAL.at(
              where,
              "{{>%s}} has no file to come from".formatted(tag.name()),
              "Write the text out"));
      return;
    }
    String name = tag.name();
    if (odd(tag)) {
      found.accept(
          Rule.ODD_TAG.at(
              where,
              "{{%s}} is a variable of that very name, hence empty".formatted(tag.raw()),
              "Put the sign right after the braces, or take the braces away"));
      return;
    }
    if (name.equals(".") || name.equals("asJson") || name.startsWith("resource.")) {
      return;
    }
    Optional<Reading> reading = resolve(tag);
    if (reading.isEmpty()) {
      if (!insideSomethingFree(tag) && told.add(name)) {
        found.accept(
            Rule.UNDEFINED_VARIABLE.at(
                where,
                "{{%s}} is no option, and prints nothing".formatted(name),
                "Declare it in config.json or correct it"));
      }
      return;
    }
    read.add(reading.get().path());
    sections(tag, reading.get(), where);
  }

  private static boolean odd(Tag tag) {
    boolean late = tag.kind() == Kind.VARIABLE && tag.raw().strip().matches("(?s)[#^/&>!=].*");
    return late || tag.name().matches("(?s).*[{}<\"',;].*");
  }

  private void sections(Tag tag, Reading reading, String where) {
    if (!reading.member().isEmpty()) {
      found.accept(
          Rule.REFLECTION.at(
              where,
              "{{%s}} calls a method of the value: only some engines do".formatted(tag.name()),
              "Use a section over the value itself"));
      return;
    }
    if (tag.kind() == Kind.VARIABLE) {
      return;
    }
    String type = reading.option().map(Option::type).orElse("");
    if ((type.equals("integer") || type.equals("number")) && told.add("zero " + reading.path())) {
      found.accept(
          Rule.ZERO_IS_TRUE.at(
              where,
              "a section over the number %s is taken for 0 too".formatted(reading.path()),
              "Use a boolean option, or an empty string for 'none'"));
    }
    if (tag.around().contains(tag.name())) {
      found.accept(
          Rule.SECTION_OF_ITSELF.at(
              where, "a section %s inside itself".formatted(tag.name()), "Remove the inner one"));
    }
  }

  /**
   * What a tag's name stands for.
   *
   * @param path the option, or a place in the computed lists or free maps below one
   * @param member the method of Java that it calls, or empty
   */
  private record Reading(String path, Optional<Option> option, String member) {}

  private Optional<Reading> resolve(Tag tag) {
    List<String> candidates = new ArrayList<>();
    for (int i = tag.around().size() - 1; i >= 0; i--) {
      candidates.add(tag.around().get(i) + "." + tag.name());
    }
    candidates.add(tag.name());
    for (String candidate : candidates) {
      Optional<Option> option = options.find(candidate);
      if (option.isPresent() || options.computed().contains(candidate)) {
        return Optional.of(new Reading(candidate, option, ""));
      }
    }
    for (String candidate : candidates) {
      int dot = candidate.lastIndexOf('.');
      if (dot > 0) {
        Optional<Option> option = options.find(candidate.substring(0, dot));
        if (option.isPresent() && option.get().isLeaf()) {
          String last = candidate.substring(dot + 1);
          return Optional.of(
              new Reading(
                  candidate.substring(0, dot), option, REFLECTED.contains(last) ? last : ""));
        }
      }
    }
    return Optional.empty();
  }

  /** In a list or a map without declared members any name may be right. */
  private boolean insideSomethingFree(Tag tag) {
    return tag.around().stream()
        .anyMatch(
            section ->
                options.computed().contains(section)
                    || options
                        .find(section)
                        .map(
                            option ->
                                option.type().equals("array")
                                    || (option.type().equals("object") && option.isLeaf()))
                        .orElse(false));
  }

  private void dead() {
    options
        .declared()
        .forEach(
            (path, option) -> {
              if (option.isLeaf()
                  && !read.contains(path)
                  && !options.computedFrom().contains(path)) {
                found.accept(
                    Rule.DEAD_OPTION.at(
                        path,
                        "the template never reads it: setting it changes nothing",
                        "Use it in the template or remove it"));
              }
            });
  }
}

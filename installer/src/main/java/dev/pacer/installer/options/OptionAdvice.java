package dev.pacer.installer.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.frame.config.Likeness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says what is wrong with options so that it can be mended: the path, what was given, what is
 * wanted, the default, and what was perhaps meant.
 */
public final class OptionAdvice {
  private static final int LONGEST_VALUE = 60;

  private final OptionTree tree;

  public OptionAdvice(OptionTree tree) {
    this.tree = tree;
  }

  /** About options that nobody knows. */
  public List<String> unknown(Collection<OptionPath> paths) {
    return paths.stream()
        .map(
            path ->
                path
                    + ": there is no such option."
                    + closest(path)
                        .map(meant -> " Did you mean " + meant + "?")
                        .orElse(" --allow-unknown lets it pass."))
        .toList();
  }

  /** The known path that was perhaps meant. */
  public Optional<String> closest(OptionPath path) {
    List<String> names = path.names();
    String own = names.get(names.size() - 1);
    Map<String, String> siblings = new TreeMap<>();
    Map<String, String> everywhere = new TreeMap<>();
    Set<String> paths = new LinkedHashSet<>();
    for (OptionInfo option : tree.all()) {
      List<String> other = option.path().names();
      String last = other.get(other.size() - 1);
      String whole = option.path().toString();
      if (other.size() == names.size()
          && other.subList(0, other.size() - 1).equals(names.subList(0, names.size() - 1))) {
        siblings.put(last, whole);
      }
      everywhere.putIfAbsent(last, whole);
      paths.add(whole);
    }
    return Likeness.closest(own, siblings.keySet())
        .map(name -> String.valueOf(siblings.get(name)))
        .or(() -> Likeness.closest(path.toString(), paths))
        .or(() -> Optional.ofNullable(everywhere.get(own)));
  }

  /** About options that break the schema; one line for each path. */
  public List<String> mismatch(Collection<OptionProblem> problems, ObjectNode merged) {
    List<String> lines = new ArrayList<>();
    Set<String> told = new LinkedHashSet<>();
    for (OptionProblem problem : problems) {
      OptionPath path = place(problem);
      if (!told.add(path + " " + (isType(problem) ? "" : problem.keyword()))) {
        continue;
      }
      lines.add(line(problem, path, merged));
    }
    return lines;
  }

  private static boolean isType(OptionProblem problem) {
    return problem.keyword().equals("type") || problem.keyword().equals("enum");
  }

  /** For a missing member the member itself; its name is in the validator's message only. */
  private static OptionPath place(OptionProblem problem) {
    OptionPath path = OptionPath.ofPointer(problem.pointer());
    boolean member =
        problem.keyword().equals("required") || problem.keyword().equals("additionalProperties");
    if (member) {
      int from = problem.message().indexOf('\'');
      int to = problem.message().indexOf('\'', from + 1);
      if (from >= 0 && to > from) {
        return path.child(problem.message().substring(from + 1, to));
      }
    }
    return path;
  }

  private String line(OptionProblem problem, OptionPath path, ObjectNode merged) {
    Optional<OptionInfo> info = tree.find(path);
    String title = path.names().isEmpty() ? "the options" : path.toString();
    if (problem.keyword().equals("additionalProperties")) {
      return title
          + ": there is no such option."
          + closest(path).map(meant -> " Did you mean " + meant + "?").orElse("");
    }
    String wanted = info.map(OptionInfo::expected).orElse("");
    String about = info.map(i -> i.description().isEmpty() ? "" : " (" + first(i) + ")").orElse("");
    if (problem.keyword().equals("required")) {
      return "%s: is required and has no default; give %s%s, with --set %s=…"
          .formatted(title, wanted.isEmpty() ? "a value" : wanted, about, title);
    }
    String given =
        info.map(OptionInfo::secret).orElse(false)
            ? "its value, which is secret,"
            : shown(value(merged, path));
    String instead = info.flatMap(OptionInfo::shownDefault).map(d -> "; default " + d).orElse("");
    String complaint =
        isType(problem) || (!wanted.isEmpty() && isBound(problem))
            ? "is %s; wanted: %s%s".formatted(given, wanted, instead)
            : "%s; it is %s%s".formatted(problem.message(), given, instead);
    return title + ": " + complaint + about;
  }

  private static boolean isBound(OptionProblem problem) {
    return Set.of("minimum", "maximum", "pattern", "minLength", "maxLength")
        .contains(problem.keyword());
  }

  private static String first(OptionInfo info) {
    String line = info.description().strip().lines().findFirst().orElse("");
    return line.length() > 100 ? line.substring(0, 99) + "…" : line;
  }

  private static JsonNode value(ObjectNode merged, OptionPath path) {
    JsonNode at = merged;
    for (String name : path.names()) {
      at =
          at.isArray() && name.matches("[0-9]{1,9}")
              ? at.path(Integer.parseInt(name))
              : at.path(name);
    }
    return at;
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "missing";
    }
    String text = value.isObject() ? "a group of options" : value.toString();
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
  }
}

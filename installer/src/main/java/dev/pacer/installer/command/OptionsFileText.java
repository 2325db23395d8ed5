package dev.pacer.installer.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.installer.options.OptionInfo;
import dev.pacer.installer.options.OptionPath;
import dev.pacer.installer.options.OptionTree;
import dev.pacer.installer.universe.PackageJson;
import java.util.List;
import java.util.Optional;

/**
 * A commented file of a package's options: each with what it must be, and its default, which stays
 * commented out so that a later version's default can take its place.
 */
final class OptionsFileText {
  private static final int COLUMNS = 100;

  private OptionsFileText() {}

  static String of(PackageJson revision) {
    StringBuilder text = new StringBuilder();
    text.append(
        "# Options of %s. A line such as \"#name: value\" shows a default;\n".formatted(revision));
    text.append(
        "# take the # away to set it. What stays commented out follows the package's defaults.\n");
    children(OptionTree.of(revision).all(), new OptionPath(List.of()), text);
    return text.toString();
  }

  private static void children(List<OptionInfo> all, OptionPath parent, StringBuilder text) {
    int depth = parent.names().size();
    String margin = "  ".repeat(depth);
    for (OptionInfo option : all) {
      List<String> names = option.path().names();
      if (names.size() != depth + 1 || !names.subList(0, depth).equals(parent.names())) {
        continue;
      }
      text.append('\n');
      if (!option.description().isBlank()) {
        text.append(Lines.wrapped(option.description(), margin + "# ", COLUMNS));
      }
      String name = name(names.get(depth));
      if (option.group()) {
        text.append(margin).append(name).append(":\n");
        children(all, option.path(), text);
        continue;
      }
      boolean mustBeGiven = option.required() && option.byDefault().isEmpty();
      text.append(
          Lines.wrapped(
              option.expected() + (mustBeGiven ? "; must be given" : ""), margin + "# ", COLUMNS));
      text.append(margin)
          .append(mustBeGiven ? "" : "#")
          .append(name)
          .append(": ")
          .append(option.secret() ? "" : value(option.byDefault()))
          .append('\n');
    }
  }

  private static String name(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_-]*") ? name : '"' + name.replace("\"", "\\\"") + '"';
  }

  /** JSON is YAML. */
  private static String value(Optional<JsonNode> value) {
    return value.map(JsonNode::toString).orElse("");
  }
}

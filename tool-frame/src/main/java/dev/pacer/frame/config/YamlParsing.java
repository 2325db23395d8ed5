package dev.pacer.frame.config;

import dev.pacer.frame.config.YamlNode.Entry;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Turns YAML text into nodes, with SnakeYAML (what Jackson's YAML module reads with, too): it keeps
 * the lines, and leaves words as written, so that {@code no} and {@code 1:30} stay text. Size,
 * depth and aliases are bounded.
 */
final class YamlParsing {
  static final int MAX_CHARACTERS = 1_000_000;
  private static final int MAX_NODES = 100_000;
  private static final int MAX_DEPTH = 40;
  private static final int MAX_ALIASES = 50;
  private static final String STANDARD_TAG = "tag:yaml.org,2002:";
  private static final Set<String> KNOWN_TAGS =
      Set.of("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value");

  private final List<Problem> problems;
  private int nodes;

  private YamlParsing(List<Problem> problems) {
    this.problems = problems;
  }

  /** The file's only document; what is wrong goes into {@code problems}. */
  static Optional<YamlNode> parse(String text, List<Problem> problems) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      if (root == null) {
        problems.add(new Problem("", "the file is empty", 0));
        return Optional.empty();
      }
      return Optional.of(new YamlParsing(problems).convert(root, "", 0));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      int column = e.getProblemMark() == null ? 0 : e.getProblemMark().getColumn() + 1;
      problems.add(
          new Problem(
              "", "is not proper YAML at column %d: %s".formatted(column, e.getProblem()), line));
      return Optional.empty();
    } catch (YAMLException e) {
      problems.add(new Problem("", "is not acceptable YAML: " + e.getMessage(), 0));
      return Optional.empty();
    }
  }

  private YamlNode convert(Node node, String path, int depth) {
    int line = node.getStartMark().getLine() + 1;
    if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
      throw new YAMLException(
          "its aliases (&, *) unfold into more than %d parts or %d levels"
              .formatted(MAX_NODES, MAX_DEPTH));
    }
    String tag = node.getTag().getValue();
    if (!tag.startsWith(STANDARD_TAG)
        || !KNOWN_TAGS.contains(tag.substring(STANDARD_TAG.length()))) {
      problems.add(
          new Problem(path, "has the tag %s; tags are not used here".formatted(tag), line));
    }
    if (node instanceof ScalarNode scalar) {
      boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
      return new YamlNode.Scalar(scalar.getValue(), quoted, line);
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlNode> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(convert(item, path + "[" + items.size() + "]", depth + 1));
      }
      return new YamlNode.Sequence(items, line);
    }
    return mapping((MappingNode) node, path, depth, line);
  }

  private YamlNode mapping(MappingNode node, String path, int depth, int line) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      int keyLine = tuple.getKeyNode().getStartMark().getLine() + 1;
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(new Problem(path, "has a key that is not a word", keyLine));
        continue;
      }
      String child = Paths.child(path, key.getValue());
      Integer earlier = lines.putIfAbsent(key.getValue(), keyLine);
      if (earlier != null) {
        problems.add(new Problem(child, "is there twice, first in line " + earlier, keyLine));
        continue;
      }
      entries.add(
          new Entry(key.getValue(), keyLine, convert(tuple.getValueNode(), child, depth + 1)));
    }
    return new YamlNode.Mapping(entries, line);
  }
}

package dev.pacer.installer.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.JsonSyntaxException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
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
 * Reads a file of options, JSON or YAML. Of YAML the plain core (1.2): {@code no} and {@code 1:30}
 * are text. A key without any value gives nothing; {@code null} gives null.
 */
public final class OptionsFileReader {
  private static final int MOST_CHARACTERS = 4 << 20;
  private static final int MOST_PARTS = 200_000;
  private static final int MOST_DEPTH = 60;
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,1000}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String source;
  private int parts;

  private OptionsFileReader(String source) {
    this.source = source;
  }

  /**
   * The options in a text.
   *
   * @param source how complaints name it
   * @throws OptionsInputException when it is no object of options
   */
  public static ObjectNode read(String source, String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new OptionsInputException(source + ": is longer than 4 MiB, which no options are.");
    }
    String start = text.stripLeading();
    if (start.startsWith("{")) {
      try {
        return object(source, ExactJson.parse(text));
      } catch (JsonSyntaxException e) {
        // A YAML flow mapping begins so, too, but whoever writes it means JSON.
        throw new OptionsInputException(source + ": is not JSON: " + e.getMessage() + ".");
      }
    }
    return yaml(source, text);
  }

  private static ObjectNode object(String source, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new OptionsInputException(
        source + ": must be names and values, such as \"service: {name: x}\".");
  }

  private static ObjectNode yaml(String source, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setMaxAliasesForCollections(200);
    options.setNestingDepthLimit(MOST_DEPTH);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      if (root == null) {
        return NODES.objectNode();
      }
      return object(
          source, new OptionsFileReader(source).convert(root, "", 0).orElse(NODES.objectNode()));
    } catch (MarkedYAMLException e) {
      String place =
          e.getProblemMark() == null
              ? ""
              : "line %d, column %d: "
                  .formatted(e.getProblemMark().getLine() + 1, e.getProblemMark().getColumn() + 1);
      throw new OptionsInputException(
          "%s, %sis not proper YAML: %s.".formatted(source, place, e.getProblem()));
    } catch (YAMLException e) {
      throw new OptionsInputException(
          "%s: is not acceptable YAML: %s."
              .formatted(
                  source, String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason")));
    }
  }

  private Optional<JsonNode> convert(Node node, String path, int depth) {
    int line = node.getStartMark().getLine() + 1;
    if (++parts > MOST_PARTS || depth > MOST_DEPTH) {
      throw new OptionsInputException(
          "%s, line %d%s: its aliases (&, *) never end, or unfold into too much. Write the values out."
              .formatted(source, line, path.isEmpty() ? "" : ", " + path));
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, path, line);
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = NODES.arrayNode();
      for (Node item : sequence.getValue()) {
        array.add(
            convert(item, path + "[" + array.size() + "]", depth + 1).orElse(NODES.nullNode()));
      }
      return Optional.of(array);
    }
    ObjectNode object = NODES.objectNode();
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      int keyLine = tuple.getKeyNode().getStartMark().getLine() + 1;
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new OptionsInputException(
            "%s, line %d: a name must be a word.".formatted(source, keyLine));
      }
      String name = key.getValue();
      String child = path.isEmpty() ? name : path + "." + name;
      if (name.equals("<<") && key.getScalarStyle() == ScalarStyle.PLAIN) {
        throw new OptionsInputException(
            "%s, line %d: merging with << is not supported. Write the values out."
                .formatted(source, keyLine));
      }
      Optional<JsonNode> value = convert(tuple.getValueNode(), child, depth + 1);
      if (object.has(name)) {
        throw new OptionsInputException(
            "%s, line %d: %s is there twice.".formatted(source, keyLine, child));
      }
      value.ifPresent(given -> object.set(name, given));
    }
    return Optional.of(object);
  }

  private Optional<JsonNode> scalar(ScalarNode scalar, String path, int line) {
    String tag = scalar.getTag().getValue();
    if (!tag.startsWith("tag:yaml.org,2002:")) {
      throw new OptionsInputException(
          "%s, line %d%s: the tag %s means nothing here."
              .formatted(source, line, path.isEmpty() ? "" : ", " + path, tag));
    }
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN || tag.equals("tag:yaml.org,2002:binary")) {
      return Optional.of(NODES.textNode(text));
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(plain(text));
  }

  /** An unquoted word as YAML's core schema reads it. */
  static JsonNode plain(String text) {
    switch (text) {
      case "~", "null", "Null", "NULL" -> {
        return NODES.nullNode();
      }
      case "true", "True", "TRUE" -> {
        return NODES.booleanNode(true);
      }
      case "false", "False", "FALSE" -> {
        return NODES.booleanNode(false);
      }
      default -> {
        if (WHOLE.matcher(text).matches()) {
          return NODES.numberNode(new BigInteger(text));
        }
        return DECIMAL.matcher(text).matches()
            ? NODES.numberNode(new BigDecimal(text))
            : NODES.textNode(text);
      }
    }
  }
}

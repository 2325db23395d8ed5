package dev.pacer.simulator.aws.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The fields of a body and their types, by path. Items of a list share one path, so that a list
 * counts as one item that has what any of them has.
 */
record Shape(Map<String, Set<String>> types) {

  static Shape of(String body) {
    Map<String, Set<String>> types = new TreeMap<>();
    if (body.startsWith("{")) {
      try {
        json("", new ObjectMapper().readTree(body), types);
      } catch (IOException e) {
        throw new IllegalArgumentException("not JSON: " + body, e);
      }
    } else if (body.startsWith("<")) {
      Element root = parse(body);
      xml(root.getLocalName(), root, types);
    }
    return new Shape(types);
  }

  static Element parse(String body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(body)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException("not XML: " + body, e);
    }
  }

  private static void xml(String path, Element element, Map<String, Set<String>> types) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    if (children.isEmpty()) {
      add(types, path, type(element.getTextContent()));
      return;
    }
    add(types, path, "parts");
    children.forEach(child -> xml(path + "/" + child.getLocalName(), child, types));
  }

  private static void json(String path, JsonNode node, Map<String, Set<String>> types) {
    if (node.isObject()) {
      add(types, path, "object");
      node.properties()
          .forEach(field -> json(path + "/" + field.getKey(), field.getValue(), types));
    } else if (node.isArray()) {
      add(types, path, "array");
      node.forEach(item -> json(path + "[]", item, types));
    } else {
      add(types, path, node.isNumber() ? "number" : node.isTextual() ? "text" : "flag");
    }
  }

  private static void add(Map<String, Set<String>> types, String path, String type) {
    types.computeIfAbsent(path, key -> new TreeSet<>()).add(type);
  }

  private static String type(String text) {
    if (text.isEmpty()) {
      return "empty";
    }
    if (text.equals("true") || text.equals("false")) {
      return "flag";
    }
    if (text.matches("-?\\d+(\\.\\d+)?")) {
      return "number";
    }
    return text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z") ? "time" : "text";
  }

  /** This shape without the paths that are set aside. */
  Shape without(Predicate<String> aside) {
    Map<String, Set<String>> left = new TreeMap<>(types);
    left.keySet().removeIf(aside);
    return new Shape(left);
  }

  /** What the other has and this lacks, or has and should not, or has of another type. */
  List<String> differences(Shape other) {
    List<String> differences = new ArrayList<>();
    types.forEach(
        (path, wanted) -> {
          Set<String> got = other.types.get(path);
          if (got == null) {
            differences.add("no " + path);
          } else if (!wanted.contains("empty") && !got.contains("empty") && !got.equals(wanted)) {
            differences.add("%s is %s, should be %s".formatted(path, got, wanted));
          } else if (got.equals(Set.of("empty")) && wanted.equals(Set.of("parts"))) {
            differences.add("nothing in " + path);
          }
        });
    other.types.forEach(
        (path, got) -> {
          if (!types.containsKey(path) && !belowEmpty(path)) {
            differences.add("unexpected " + path);
          }
        });
    return differences;
  }

  /** Whether the recorded list or text above it happened to be empty, which says nothing. */
  private boolean belowEmpty(String path) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      Set<String> above = types.get(path.substring(0, slash));
      if (above != null) {
        return above.equals(Set.of("empty"));
      }
    }
    return false;
  }
}

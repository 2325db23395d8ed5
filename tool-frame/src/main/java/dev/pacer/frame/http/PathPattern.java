package dev.pacer.frame.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with places: {@code {x}} stands for one segment, {@code {x*}} for one or more, a last
 * {@code *} for any number of them (read as the variable {@code *}).
 */
final class PathPattern {
  private record Part(String text, Kind kind) {}

  private enum Kind {
    LITERAL,
    ONE,
    MANY,
    ANY
  }

  private final String pattern;
  private final List<Part> parts;

  PathPattern(String pattern) {
    if (!pattern.startsWith("/")) {
      throw new IllegalArgumentException("a path pattern begins with a slash, was " + pattern);
    }
    this.pattern = pattern;
    this.parts = new ArrayList<>();
    List<String> segments = segments(pattern);
    for (int i = 0; i < segments.size(); i++) {
      parts.add(part(segments.get(i), i == segments.size() - 1));
    }
  }

  private Part part(String segment, boolean last) {
    if (segment.equals("*")) {
      if (!last) {
        throw new IllegalArgumentException("'*' stands at the end of a path only: " + pattern);
      }
      return new Part("*", Kind.ANY);
    }
    if (segment.startsWith("{") && segment.endsWith("}")) {
      String name = segment.substring(1, segment.length() - 1);
      return name.endsWith("*")
          ? new Part(name.substring(0, name.length() - 1), Kind.MANY)
          : new Part(name, Kind.ONE);
    }
    return new Part(segment, Kind.LITERAL);
  }

  /** What the places stand for in that escaped path, unescaped; empty when it does not match. */
  Optional<Map<String, String>> match(String rawPath) {
    List<String> segments = segments(rawPath);
    Map<String, String> variables = new HashMap<>();
    return match(0, segments, 0, variables) ? Optional.of(variables) : Optional.empty();
  }

  private boolean match(int at, List<String> path, int from, Map<String, String> variables) {
    if (at == parts.size()) {
      return from == path.size();
    }
    Part part = parts.get(at);
    if (part.kind() == Kind.LITERAL || part.kind() == Kind.ONE) {
      if (from == path.size()) {
        return false;
      }
      String segment = PercentEncoding.decodePath(path.get(from));
      boolean fits = part.kind() == Kind.ONE ? !segment.isEmpty() : segment.equals(part.text());
      if (!fits || !match(at + 1, path, from + 1, variables)) {
        return false;
      }
      if (part.kind() == Kind.ONE) {
        variables.put(part.text(), segment);
      }
      return true;
    }
    int least = part.kind() == Kind.ANY ? from : from + 1;
    for (int to = path.size(); to >= least; to--) {
      if (match(at + 1, path, to, variables)) {
        String joined = String.join("/", path.subList(from, to));
        variables.put(part.text(), PercentEncoding.decodePath(joined));
        return true;
      }
    }
    return false;
  }

  /** How much it says about a path: the pattern that says most wins. */
  int weight() {
    int weight = 0;
    for (Part part : parts) {
      weight +=
          switch (part.kind()) {
            case LITERAL -> 10_000;
            case ONE -> 100;
            case MANY -> 1;
            case ANY -> 0;
          };
    }
    return weight;
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
  }

  @Override
  public String toString() {
    return pattern;
  }
}

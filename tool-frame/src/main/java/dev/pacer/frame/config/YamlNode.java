package dev.pacer.frame.config;

import java.util.List;

/** A part of a YAML file with the line it begins on; scalars stay text until a shape reads them. */
sealed interface YamlNode {
  int line();

  /** A word or number as written, less its quotes. */
  record Scalar(String text, boolean quoted, int line) implements YamlNode {
    /** Whether it stands for "no value". */
    boolean isEmpty() {
      return !quoted
          && (text.isEmpty() || text.equals("~") || text.equals("null") || text.equals("Null"));
    }
  }

  record Sequence(List<YamlNode> items, int line) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Keys in the order written, without duplicates. */
  record Mapping(List<Entry> entries, int line) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  record Entry(String key, int line, YamlNode value) {}

  /** What the node is, for messages. */
  default String kind() {
    if (this instanceof Scalar scalar) {
      return scalar.isEmpty() ? "nothing" : "a single value";
    }
    return this instanceof Sequence ? "a list" : "a group of keys";
  }
}

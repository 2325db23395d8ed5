package dev.pacer.frame.config;

import java.util.Map;
import java.util.Optional;

/**
 * What a value in a configuration file looks like: reads it, and describes itself for the schema,
 * the reference table and the example. Made by {@link Shapes}.
 */
public abstract sealed class Shape<T> permits ScalarShape, ListShape, MapShape, GroupShape {
  Shape() {}

  /** Reads a node; empty after telling at least one problem. */
  abstract Optional<T> read(YamlNode node, Place place);

  /** What to call such a value in a table, e.g. {@code duration}. */
  abstract String typeName();

  /** The unit of a bare number; empty where there is none or the value names its own. */
  abstract String unit();

  /** The JSON Schema of such a value. */
  abstract Map<String, Object> schema();

  /** An example in YAML's one-line form; empty for groups, which show their keys. */
  abstract String example();

  /** The group of keys within, for the table and the example. */
  abstract Optional<GroupShape<?>> group();

  /** What follows a key to reach the keys within, e.g. {@code []}. */
  abstract String pathSuffix();
}

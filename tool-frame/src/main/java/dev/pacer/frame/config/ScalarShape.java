package dev.pacer.frame.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A single value, read from its text. */
public final class ScalarShape<T> extends Shape<T> {

  /** Reads the text or says what it must be. */
  @FunctionalInterface
  interface Parser<T> {
    /**
     * Reads the text; file names are relative to the folder.
     *
     * @throws IllegalArgumentException with what the value must be, e.g. "must be at least 1"
     */
    T parse(String text, Path folder);
  }

  private final String typeName;
  private final String unit;
  private final Map<String, Object> schema;
  private final String example;
  private final Parser<T> parser;

  ScalarShape(
      String typeName, String unit, Map<String, Object> schema, String example, Parser<T> parser) {
    this.typeName = typeName;
    this.unit = unit;
    this.schema = new LinkedHashMap<>(schema);
    this.example = example;
    this.parser = parser;
  }

  /** This shape with a unit for its bare number, e.g. {@code machines}. */
  public ScalarShape<T> in(String unitName) {
    return new ScalarShape<>(typeName, unitName, schema, example, parser);
  }

  /** This shape with another example value. */
  public ScalarShape<T> example(String text) {
    return new ScalarShape<>(typeName, unit, schema, text, parser);
  }

  @Override
  Optional<T> read(YamlNode node, Place place) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      place.problem("must be %s, was %s".formatted(typeName, node.kind()), node.line());
      return Optional.empty();
    }
    if (scalar.isEmpty()) {
      place.problem("has no value; give %s or leave the key out".formatted(typeName), node.line());
      return Optional.empty();
    }
    try {
      return Optional.of(parser.parse(scalar.text(), place.folder()));
    } catch (IllegalArgumentException e) {
      place.problem(String.valueOf(e.getMessage()), node.line());
      return Optional.empty();
    }
  }

  @Override
  String typeName() {
    return typeName;
  }

  @Override
  String unit() {
    return unit;
  }

  @Override
  Map<String, Object> schema() {
    return new LinkedHashMap<>(schema);
  }

  @Override
  String example() {
    return example;
  }

  @Override
  Optional<GroupShape<?>> group() {
    return Optional.empty();
  }

  @Override
  String pathSuffix() {
    return "";
  }
}

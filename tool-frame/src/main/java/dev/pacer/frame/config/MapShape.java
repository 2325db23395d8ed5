package dev.pacer.frame.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values of one shape under names that the operator chooses; order is kept. */
public final class MapShape<T> extends Shape<Map<String, T>> {
  private final ScalarShape<String> name;
  private final Shape<T> value;

  MapShape(ScalarShape<String> name, Shape<T> value) {
    this.name = name;
    this.value = value;
  }

  @Override
  Optional<Map<String, T>> read(YamlNode node, Place place) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      place.problem("must be %s, was %s".formatted(typeName(), node.kind()), node.line());
      return Optional.empty();
    }
    Map<String, T> values = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      Place child = place.child(entry.key());
      Optional<String> key = name.read(new YamlNode.Scalar(entry.key(), true, entry.line()), child);
      Optional<T> read = value.read(entry.value(), child);
      if (key.isPresent() && read.isPresent()) {
        values.put(key.get(), read.get());
      }
    }
    return values.size() == mapping.entries().size()
        ? Optional.of(Collections.unmodifiableMap(values))
        : Optional.empty();
  }

  @Override
  String typeName() {
    return value.typeName() + " by name";
  }

  @Override
  String unit() {
    return value.unit();
  }

  @Override
  Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("propertyNames", name.schema());
    schema.put("additionalProperties", value.schema());
    return schema;
  }

  @Override
  String example() {
    return value.group().isPresent() ? "" : "{" + name.example() + ": " + value.example() + "}";
  }

  @Override
  Optional<GroupShape<?>> group() {
    return value.group();
  }

  @Override
  String pathSuffix() {
    return ".<name>" + value.pathSuffix();
  }
}

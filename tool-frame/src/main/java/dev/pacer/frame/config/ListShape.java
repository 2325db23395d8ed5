package dev.pacer.frame.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several values of one shape, in order. */
public final class ListShape<T> extends Shape<List<T>> {
  private final Shape<T> item;
  private final int min;
  private final int max;

  ListShape(Shape<T> item, int min, int max) {
    this.item = item;
    this.min = min;
    this.max = max;
  }

  /** This shape with at least so many items. */
  public ListShape<T> atLeast(int count) {
    return new ListShape<>(item, count, max);
  }

  /** This shape with at most so many items. */
  public ListShape<T> atMost(int count) {
    return new ListShape<>(item, min, count);
  }

  @Override
  Optional<List<T>> read(YamlNode node, Place place) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      place.problem("must be %s, was %s".formatted(typeName(), node.kind()), node.line());
      return Optional.empty();
    }
    int size = sequence.items().size();
    if (size < min || size > max) {
      String bound = size < min ? "at least " + min : "at most " + max;
      place.problem("must have %s, has %d".formatted(bound, size), node.line());
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      item.read(sequence.items().get(i), place.item(i)).ifPresent(values::add);
    }
    return values.size() == size && size >= min && size <= max
        ? Optional.of(List.copyOf(values))
        : Optional.empty();
  }

  @Override
  String typeName() {
    return "list of " + item.typeName();
  }

  @Override
  String unit() {
    return item.unit();
  }

  @Override
  Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    if (min > 0) {
      schema.put("minItems", min);
    }
    if (max < Integer.MAX_VALUE) {
      schema.put("maxItems", max);
    }
    schema.put("items", item.schema());
    return schema;
  }

  @Override
  String example() {
    return item.group().isPresent() ? "" : "[" + item.example() + "]";
  }

  @Override
  Optional<GroupShape<?>> group() {
    return item.group();
  }

  @Override
  String pathSuffix() {
    return "[]" + item.pathSuffix();
  }
}

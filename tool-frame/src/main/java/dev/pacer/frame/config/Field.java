package dev.pacer.frame.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of a group: a handle that {@link Values} turns into the value read.
 *
 * @param <T> what the value is
 */
public final class Field<T> {

  /** What stands in for a key that is left out. */
  sealed interface Absence<T> {
    /** The key must be there. */
    record Required<T>() implements Absence<T> {}

    /** Something is used instead; {@code text} is how the file would say it. */
    record Instead<T>(String text, T value) implements Absence<T> {}

    /** The group within is read as if it were there and empty. */
    record EmptyGroup<T>() implements Absence<T> {}
  }

  /** Reads a node into what the field holds. */
  interface FieldReader<T> {
    @Nullable T read(YamlNode node, Place place);
  }

  private final String key;
  private final Shape<?> shape;
  private final Absence<T> absence;
  private final String meaning;
  private final FieldReader<T> reader;

  private Field(
      String key, Shape<?> shape, Absence<T> absence, String meaning, FieldReader<T> reader) {
    this.key = key;
    this.shape = shape;
    this.absence = absence;
    this.meaning = meaning;
    this.reader = reader;
  }

  static <T> Field<T> of(String key, Shape<T> shape, Absence<T> absence, String meaning) {
    return new Field<>(
        key, shape, absence, meaning, (node, place) -> shape.read(node, place).orElse(null));
  }

  static <T> Field<Optional<T>> maybe(String key, Shape<T> shape, String meaning) {
    return new Field<>(
        key,
        shape,
        new Absence.Instead<>("", Optional.empty()),
        meaning,
        (node, place) -> {
          Optional<T> read = shape.read(node, place);
          return read.isPresent() ? read : null;
        });
  }

  String key() {
    return key;
  }

  Shape<?> shape() {
    return shape;
  }

  Absence<T> absence() {
    return absence;
  }

  String meaning() {
    return meaning;
  }

  @Nullable T read(YamlNode node, Place place) {
    return reader.read(node, place);
  }
}

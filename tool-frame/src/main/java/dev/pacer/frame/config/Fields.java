package dev.pacer.frame.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Where a group's keys are declared, each once, for reading and for the documents alike. */
public final class Fields {

  /** A rule between several keys; the problem is told at one of them. */
  record Rule(Field<?> at, Function<Values, Map<String, String>> problems) {}

  private final List<Field<?>> fields = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  Fields() {}

  /** A key that must be there. */
  public <T> Field<T> required(String key, Shape<T> shape, String meaning) {
    return add(Field.of(key, shape, new Field.Absence.Required<>(), meaning));
  }

  /**
   * A key with a default, which is given as the file would say it.
   *
   * @throws IllegalStateException when the default itself is not valid
   */
  public <T> Field<T> optional(String key, Shape<T> shape, String defaultText, String meaning) {
    List<Problem> problems = new ArrayList<>();
    Place place = new Place(key, Path.of(""), problems);
    T value =
        YamlParsing.parse(defaultText, problems)
            .flatMap(node -> shape.read(node, place))
            .orElseThrow(
                () -> new IllegalStateException("bad default of %s: %s".formatted(key, problems)));
    return add(Field.of(key, shape, new Field.Absence.Instead<>(defaultText, value), meaning));
  }

  /** A key that may be left out, which means something of its own. */
  public <T> Field<Optional<T>> maybe(String key, Shape<T> shape, String meaning) {
    return add(Field.maybe(key, shape, meaning));
  }

  /** A group that may be left out, which is the same as giving it without keys. */
  public <T> Field<T> section(String key, GroupShape<T> shape, String meaning) {
    return add(Field.of(key, shape, new Field.Absence.EmptyGroup<>(), meaning));
  }

  /**
   * A rule between keys; skipped while one of them has a problem of its own.
   *
   * @param at the key that the problem is told at
   * @param message what is wrong, e.g. "must not be above max (9 > 4)"
   */
  public Fields rule(Field<?> at, Predicate<Values> broken, Function<Values, String> message) {
    return rule(at, values -> broken.test(values) ? Map.of("", message.apply(values)) : Map.of());
  }

  /**
   * A rule that finds problems at places within a key's value; skipped while one of its keys has a
   * problem of its own.
   *
   * @param at the key whose value the places are in
   * @param problems what is wrong by place, e.g. "must not be twice" at {@code [2].name}; none: the
   *     rule holds
   */
  public Fields rule(Field<?> at, Function<Values, Map<String, String>> problems) {
    rules.add(new Rule(at, problems));
    return this;
  }

  List<Field<?>> fields() {
    return List.copyOf(fields);
  }

  List<Rule> rules() {
    return List.copyOf(rules);
  }

  private <T> Field<T> add(Field<T> field) {
    if (fields.stream().anyMatch(other -> other.key().equals(field.key()))) {
      throw new IllegalStateException("two fields named " + field.key());
    }
    fields.add(field);
    return field;
  }
}

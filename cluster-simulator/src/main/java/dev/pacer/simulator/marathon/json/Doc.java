package dev.pacer.simulator.marathon.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: fields in order, whose values are {@code Doc}, {@code List}, {@code String},
 * {@code Boolean}, {@code Number} or null. Never changed once made; {@link #with} copies.
 */
public final class Doc {

  /** An object without fields. */
  public static final Doc EMPTY = new Doc(new LinkedHashMap<>());

  private final Map<String, @Nullable Object> fields;

  /** Takes the map over: the caller must not change it afterwards. */
  public Doc(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  /** An object of names and values in turn; a null value leaves its field out. */
  public static Doc of(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value != null) {
        fields.put(String.valueOf(namesAndValues[i]), value);
      }
    }
    return new Doc(fields);
  }

  /** The fields in order; not to be changed. */
  public Map<String, @Nullable Object> fields() {
    return Collections.unmodifiableMap(fields);
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return fields.get(name) != null;
  }

  public @Nullable Object get(String name) {
    return fields.get(name);
  }

  /** The field's text; throws when it is none. */
  public String text(String name) {
    return (String) Objects.requireNonNull(fields.get(name), name);
  }

  public @Nullable String findText(String name) {
    return fields.get(name) instanceof String text ? text : null;
  }

  public String textOr(String name, String otherwise) {
    return fields.get(name) instanceof String text ? text : otherwise;
  }

  public int wholeOr(String name, int otherwise) {
    return fields.get(name) instanceof Number number ? number.intValue() : otherwise;
  }

  public long longOr(String name, long otherwise) {
    return fields.get(name) instanceof Number number ? number.longValue() : otherwise;
  }

  public double decimalOr(String name, double otherwise) {
    return fields.get(name) instanceof Number number ? number.doubleValue() : otherwise;
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  public @Nullable Doc findDoc(String name) {
    return fields.get(name) instanceof Doc doc ? doc : null;
  }

  /** The object of that name, an empty one when it is not there. */
  public Doc doc(String name) {
    return fields.get(name) instanceof Doc doc ? doc : EMPTY;
  }

  /** The list's objects; empty when the field is not there. */
  public List<Doc> docs(String name) {
    List<Doc> found = new ArrayList<>();
    for (Object item : list(name)) {
      if (item instanceof Doc doc) {
        found.add(doc);
      }
    }
    return found;
  }

  /** The list's texts; empty when the field is not there. */
  public List<String> texts(String name) {
    List<String> found = new ArrayList<>();
    for (Object item : list(name)) {
      found.add(String.valueOf(item));
    }
    return found;
  }

  /** The list; empty when the field is not there. */
  public List<?> list(String name) {
    return fields.get(name) instanceof List<?> list ? list : List.of();
  }

  /** The same with one more or another value; null takes the field away. */
  public Doc with(String name, @Nullable Object value) {
    if (value == null) {
      return without(name);
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(fields);
    copy.put(name, value);
    return new Doc(copy);
  }

  public Doc without(String name) {
    if (!fields.containsKey(name)) {
      return this;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(fields);
    copy.remove(name);
    return new Doc(copy);
  }

  /** The same with every field of {@code other} put in. */
  public Doc overlaidWith(Doc other) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(fields);
    copy.putAll(other.fields);
    return new Doc(copy);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Doc doc && fields.equals(doc.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return JsonWriter.text(this);
  }
}

package dev.pacer.frame.config;

import java.util.HashMap;
import java.util.Map;

/** What a group's fields were read as. */
public final class Values {

  /** A field asked for was not read; whoever needs it is skipped, for its problem is told. */
  static final class NotReadException extends RuntimeException {
    NotReadException(String key) {
      super("field " + key + " was not read", null, false, false);
    }
  }

  private final Map<Field<?>, Object> values = new HashMap<>();

  Values() {}

  void put(Field<?> field, Object value) {
    values.put(field, value);
  }

  /** The value of a field of this group. */
  public <T> T get(Field<T> field) {
    Object value = values.get(field);
    if (value == null) {
      throw new NotReadException(field.key());
    }
    @SuppressWarnings("unchecked") // put() is only called with what that very field has read
    T typed = (T) value;
    return typed;
  }
}

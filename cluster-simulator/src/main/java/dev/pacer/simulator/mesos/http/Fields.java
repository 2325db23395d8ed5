package dev.pacer.simulator.mesos.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a message that was sent as JSON; unknown ones are ignored, as Mesos does. */
final class Fields {

  /** The JSON does not fit the message; the text is Mesos' own. */
  static final class ConversionException extends Exception {
    ConversionException(String message) {
      super(message);
    }
  }

  private final Map<?, ?> values;
  private final String path;

  private Fields(Map<?, ?> values, String path) {
    this.values = values;
    this.path = path;
  }

  static Fields of(Object json) throws ConversionException {
    if (json instanceof Map<?, ?> object) {
      return new Fields(object, "");
    }
    throw new ConversionException("Unexpected JSON type parsed");
  }

  private @Nullable Object raw(String name) {
    Object value = values.get(name);
    return value == JsonText.NULL ? null : value;
  }

  boolean has(String name) {
    return raw(name) != null;
  }

  Optional<Fields> message(String name) throws ConversionException {
    Object value = raw(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Map<?, ?> object) {
      return Optional.of(new Fields(object, path + name + "."));
    }
    throw unexpected(value, name);
  }

  Fields requireMessage(String name) throws ConversionException {
    Optional<Fields> message = message(name);
    if (message.isEmpty()) {
      throw missing(name);
    }
    return message.get();
  }

  List<Fields> messages(String name) throws ConversionException {
    Object value = raw(name);
    List<Fields> messages = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (!(item instanceof Map<?, ?> object)) {
          throw unexpected(item, name);
        }
        messages.add(new Fields(object, "%s%s[%d].".formatted(path, name, messages.size())));
      }
    } else if (value != null) {
      throw unexpected(value, name);
    }
    return messages;
  }

  List<String> strings(String name) throws ConversionException {
    List<String> strings = new ArrayList<>();
    Object value = raw(name);
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (!(item instanceof String text)) {
          throw unexpected(item, name);
        }
        strings.add(text);
      }
    } else if (value != null) {
      throw unexpected(value, name);
    }
    return strings;
  }

  Optional<String> string(String name) throws ConversionException {
    Object value = raw(name);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value);
    }
    throw unexpected(value, name);
  }

  String requireString(String name) throws ConversionException {
    Optional<String> string = string(name);
    if (string.isEmpty()) {
      throw missing(name);
    }
    return string.get();
  }

  Optional<BigDecimal> number(String name) throws ConversionException {
    Object value = raw(name);
    if (value == null || value instanceof BigDecimal) {
      return Optional.ofNullable((BigDecimal) value);
    }
    throw unexpected(value, name);
  }

  BigDecimal requireNumber(String name) throws ConversionException {
    Optional<BigDecimal> number = number(name);
    if (number.isEmpty()) {
      throw missing(name);
    }
    return number.get();
  }

  Optional<Boolean> flag(String name) throws ConversionException {
    Object value = raw(name);
    if (value == null || value instanceof Boolean) {
      return Optional.ofNullable((Boolean) value);
    }
    throw unexpected(value, name);
  }

  /** The fields of a map whose values are messages, in order. */
  List<String> names() {
    return values.keySet().stream().map(Object::toString).toList();
  }

  ConversionException missing(String name) {
    return new ConversionException("Missing required fields: " + path + name);
  }

  private static ConversionException unexpected(Object value, String name) {
    String kind;
    if (value instanceof Map<?, ?>) {
      kind = "object";
    } else if (value instanceof String) {
      kind = "string";
    } else if (value instanceof BigDecimal) {
      kind = "number";
    } else if (value instanceof List<?>) {
      kind = "array";
    } else if (value instanceof Boolean) {
      kind = "boolean";
    } else {
      kind = "null";
    }
    return new ConversionException("Not expecting a JSON %s for field '%s'".formatted(kind, name));
  }
}

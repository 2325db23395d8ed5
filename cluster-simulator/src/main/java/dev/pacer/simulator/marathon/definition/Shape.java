package dev.pacer.simulator.marathon.definition;

import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value of a body must look like: types, ranges and patterns, with Marathon's error codes.
 */
interface Shape {

  /**
   * The value in its canonical form, known fields only and in Marathon's order; null when it is
   * wrong, which is then among the findings.
   */
  @Nullable Object read(Object raw, String path, Findings findings);

  /** A whole number of 32 bits. */
  static Shape whole(long min, long max) {
    return (raw, path, findings) -> {
      if (!(raw instanceof Number)) {
        findings.add(path, "error.expected.jsnumber");
        return null;
      }
      BigDecimal number = new BigDecimal(raw.toString());
      if (number.stripTrailingZeros().scale() > 0
          || number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
        findings.add(path, "error.expected.int");
        return null;
      }
      return inRange(number, min, max, path, findings) ? number.intValue() : null;
    };
  }

  /** A whole number of 64 bits. */
  static Shape longWhole(long min) {
    return (raw, path, findings) -> {
      if (!(raw instanceof Number)) {
        findings.add(path, "error.expected.jsnumber");
        return null;
      }
      BigDecimal number = new BigDecimal(raw.toString());
      if (number.stripTrailingZeros().scale() > 0) {
        findings.add(path, "error.expected.long");
        return null;
      }
      return inRange(number, min, Long.MAX_VALUE, path, findings) ? number.longValue() : null;
    };
  }

  static Shape decimal(double min, double max) {
    return (raw, path, findings) -> {
      if (!(raw instanceof Number)) {
        findings.add(path, "error.expected.jsnumber");
        return null;
      }
      double number = Double.parseDouble(raw.toString());
      if (number < min) {
        findings.add(path, "error.min");
        return null;
      }
      if (number > max) {
        findings.add(path, "error.max");
        return null;
      }
      return number;
    };
  }

  private static boolean inRange(
      BigDecimal number, long min, long max, String path, Findings findings) {
    if (number.compareTo(BigDecimal.valueOf(min)) < 0) {
      findings.add(path, "error.min");
      return false;
    }
    if (number.compareTo(BigDecimal.valueOf(max)) > 0) {
      findings.add(path, "error.max");
      return false;
    }
    return true;
  }

  static Shape text() {
    return text(0, Integer.MAX_VALUE, null);
  }

  static Shape text(int minLength, int maxLength, @Nullable Pattern pattern) {
    return (raw, path, findings) -> {
      if (!(raw instanceof String text)) {
        findings.add(path, "error.expected.jsstring");
        return null;
      }
      if (text.length() < minLength) {
        findings.add(path, "error.minLength");
      } else if (text.length() > maxLength) {
        findings.add(path, "error.maxLength");
      } else if (pattern != null && !pattern.matcher(text).matches()) {
        findings.add(path, "error.pattern");
      } else {
        return text;
      }
      return null;
    };
  }

  static Shape flag() {
    return (raw, path, findings) -> {
      if (raw instanceof Boolean) {
        return raw;
      }
      findings.add(path, "error.expected.jsboolean");
      return null;
    };
  }

  static Shape oneOf(String... literals) {
    Set<String> known = Set.of(literals);
    return (raw, path, findings) -> {
      if (!(raw instanceof String)) {
        findings.add(path, "error.expected.jsstring");
        return null;
      }
      if (!known.contains(raw)) {
        findings.add(path, "error.unknown.enum.literal");
        return null;
      }
      return raw;
    };
  }

  static Shape listOf(Shape item) {
    return listOf(item, 0);
  }

  static Shape listOf(Shape item, int minLength) {
    return (raw, path, findings) -> {
      if (!(raw instanceof List<?> list)) {
        findings.add(path, "error.expected.jsarray");
        return null;
      }
      if (list.size() < minLength) {
        findings.add(path, "error.minLength");
        return null;
      }
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        Object each = list.get(i);
        Object value =
            item.read(
                each == null ? JsonWriter.ExplicitNull.NULL : each, path + "(" + i + ")", findings);
        if (value != null) {
          items.add(value);
        }
      }
      return items;
    };
  }

  /** An object whose names are free. */
  static Shape mapOf(Shape item) {
    return (raw, path, findings) -> {
      if (!(raw instanceof Doc doc)) {
        findings.add(path, "error.expected.jsobject");
        return null;
      }
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      doc.fields()
          .forEach(
              (name, each) -> {
                Object value =
                    item.read(
                        each == null ? JsonWriter.ExplicitNull.NULL : each,
                        path + "/" + name,
                        findings);
                if (value != null) {
                  values.put(name, value);
                }
              });
      return new Doc(values);
    };
  }

  /** Any object, kept as it is. */
  static Shape anyObject() {
    return (raw, path, findings) -> {
      if (raw instanceof Doc) {
        return raw;
      }
      findings.add(path, "error.expected.jsobject");
      return null;
    };
  }

  /** Either a text or an object of that shape. */
  static Shape textOr(Shape object) {
    return (raw, path, findings) -> {
      if (raw instanceof String) {
        return raw;
      }
      if (raw instanceof Doc) {
        return object.read(raw, path, findings);
      }
      findings.add(path, "error.expected.jsobject");
      return null;
    };
  }

  /** An object of these fields; others are dropped without a word. */
  static Shape object(Field... fields) {
    return new ObjectShape(List.of(fields));
  }

  static Field optional(String name, Shape shape) {
    return new Field(name, shape, false, null);
  }

  static Field required(String name, Shape shape) {
    return new Field(name, shape, true, null);
  }

  static Field defaulting(String name, Shape shape, Object otherwise) {
    return new Field(name, shape, false, otherwise);
  }

  /**
   * One field of an object.
   *
   * @param otherwise its value where it is not given; null: it stays away
   */
  record Field(String name, Shape shape, boolean required, @Nullable Object otherwise) {}

  /** The shape of an object with known fields. */
  record ObjectShape(List<Field> fields) implements Shape {
    public ObjectShape {
      fields = List.copyOf(fields);
    }

    @Override
    public @Nullable Object read(Object raw, String path, Findings findings) {
      if (!(raw instanceof Doc doc)) {
        boolean told = false;
        for (Field field : fields) {
          if (field.required) {
            findings.add(path + "/" + field.name, JsonWriter.text(raw) + " is not an object");
            told = true;
          }
        }
        if (!told) {
          findings.add(path, "error.expected.jsobject");
        }
        return null;
      }
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (Field field : fields) {
        Object each = doc.get(field.name);
        if (each == null) {
          if (field.required) {
            findings.add(
                path + "/" + field.name,
                "'" + field.name + "' is undefined on object: " + JsonWriter.text(doc));
          } else if (field.otherwise != null) {
            values.put(field.name, field.otherwise);
          }
          continue;
        }
        Object value = field.shape.read(each, path + "/" + field.name, findings);
        if (value != null) {
          values.put(field.name, value);
        }
      }
      return new Doc(values);
    }

    /** The fields of {@code doc} that this shape knows, in its order. */
    Doc ordered(Doc doc) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (Field field : fields) {
        Object value = doc.get(field.name);
        if (value != null) {
          values.put(field.name, value);
        }
      }
      return new Doc(values);
    }
  }
}

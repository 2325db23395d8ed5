package dev.pacer.frame.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A group of declared keys, read into one value (usually a record). */
public final class GroupShape<T> extends Shape<T> {
  private final Fields fields = new Fields();
  private final Function<Values, T> build;

  GroupShape(Function<Fields, Function<Values, T>> declaration) {
    this.build = declaration.apply(fields);
  }

  @Override
  Optional<T> read(YamlNode node, Place place) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      place.problem("must be a group of keys, was %s".formatted(node.kind()), node.line());
      return Optional.empty();
    }
    int before = place.problems().size();
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    mapping.entries().forEach(entry -> entries.put(entry.key(), entry));
    Values values = new Values();
    for (Field<?> field : fields.fields()) {
      YamlNode.Entry entry = entries.remove(field.key());
      readField(field, entry, mapping.line(), place, values);
    }
    for (YamlNode.Entry unknown : entries.values()) {
      place.child(unknown.key()).problem(unknownKey(unknown.key()), unknown.line());
    }
    checkRules(mapping, place, values);
    if (place.problems().size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(build.apply(values));
    } catch (IllegalArgumentException e) {
      place.problem(String.valueOf(e.getMessage()), mapping.line());
      return Optional.empty();
    }
  }

  private static <F> void readField(
      Field<F> field, YamlNode.@Nullable Entry entry, int line, Place place, Values values) {
    Place child = place.child(field.key());
    F value = null;
    if (entry != null) {
      value = field.read(entry.value(), child);
    } else if (field.absence() instanceof Field.Absence.Instead<F> instead) {
      value = instead.value();
    } else if (field.absence() instanceof Field.Absence.EmptyGroup<F>) {
      value = field.read(new YamlNode.Mapping(List.of(), line), child);
    } else {
      child.problem("is missing (%s)".formatted(field.shape().typeName()), line);
    }
    if (value != null) {
      values.put(field, value);
    }
  }

  private void checkRules(YamlNode.Mapping mapping, Place place, Values values) {
    for (Fields.Rule rule : fields.rules()) {
      try {
        rule.problems()
            .apply(values)
            .forEach(
                (below, message) ->
                    place
                        .child(rule.at().key())
                        .below(below)
                        .problem(message, lineOf(rule.at(), mapping)));
      } catch (Values.NotReadException e) {
        // The key's own problem is told already.
      }
    }
  }

  private static int lineOf(Field<?> field, YamlNode.Mapping mapping) {
    return mapping.entries().stream()
        .filter(entry -> entry.key().equals(field.key()))
        .mapToInt(YamlNode.Entry::line)
        .findFirst()
        .orElse(mapping.line());
  }

  private String unknownKey(String key) {
    List<String> known = new ArrayList<>();
    fields.fields().forEach(field -> known.add(field.key()));
    return "is not a known key"
        + Likeness.closest(key, known)
            .map(close -> "; did you mean '" + close + "'?")
            .orElse("; known here: " + String.join(", ", known));
  }

  List<Field<?>> fields() {
    return fields.fields();
  }

  @Override
  String typeName() {
    return "group";
  }

  @Override
  String unit() {
    return "";
  }

  @Override
  Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Field<?> field : fields.fields()) {
      Map<String, Object> property = new LinkedHashMap<>();
      String unit = field.shape().unit().isEmpty() ? "" : " Unit: " + field.shape().unit() + ".";
      property.put("description", field.meaning() + unit);
      property.putAll(field.shape().schema());
      if (field.absence() instanceof Field.Absence.Instead<?> instead
          && !instead.text().isEmpty()) {
        property.put("default", SchemaValues.of(instead.text(), field.shape().schema()));
      }
      if (field.absence() instanceof Field.Absence.Required<?>) {
        required.add(field.key());
      }
      properties.put(field.key(), property);
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("properties", properties);
    return schema;
  }

  @Override
  String example() {
    return "";
  }

  @Override
  Optional<GroupShape<?>> group() {
    return Optional.of(this);
  }

  @Override
  String pathSuffix() {
    return "";
  }
}

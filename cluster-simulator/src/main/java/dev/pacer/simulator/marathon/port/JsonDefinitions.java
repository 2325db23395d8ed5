package dev.pacer.simulator.marathon.port;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonReader;
import dev.pacer.simulator.marathon.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Documents that pass through the port, with the care that the port promises. */
final class JsonDefinitions {

  private JsonDefinitions() {}

  /** The document; refuses what is none, and a GROUP_BY that would stop Marathon. */
  static Object checked(Definition definition) {
    try {
      Object body = JsonReader.read(definition.json());
      if (!(body instanceof Doc)) {
        throw new IllegalArgumentException("the definition is not a JSON object");
      }
      checkConstraints(body);
      return body;
    } catch (JsonReader.NotJsonException e) {
      throw new IllegalArgumentException("the definition is no JSON: " + e.getMessage(), e);
    }
  }

  static Object checkedUpdate(Definition definition) {
    Object body = checked(definition);
    if (body instanceof Doc doc && doc.has("version")) {
      throw new IllegalArgumentException(
          "the definition holds \"version\", which Marathon takes for a roll-back: leave it out");
    }
    return body;
  }

  static List<Object> checkedList(Collection<Definition> definitions) {
    List<Object> bodies = new ArrayList<>();
    for (Definition definition : definitions) {
      Object body = checkedUpdate(definition);
      if (!(body instanceof Doc doc) || doc.findText("id") == null) {
        throw new IllegalArgumentException("a definition in a list must hold its \"id\"");
      }
      bodies.add(body);
    }
    if (bodies.isEmpty()) {
      throw new IllegalArgumentException("need at least one definition");
    }
    return bodies;
  }

  private static void checkConstraints(@Nullable Object body) {
    if (body instanceof Doc doc) {
      doc.fields()
          .forEach(
              (name, value) -> {
                if (name.equals("constraints") && value instanceof List<?> list) {
                  list.forEach(JsonDefinitions::checkConstraint);
                }
                checkConstraints(value);
              });
    } else if (body instanceof List<?> list) {
      list.forEach(JsonDefinitions::checkConstraints);
    }
  }

  private static void checkConstraint(@Nullable Object constraint) {
    String operator = "";
    String value = "";
    if (constraint instanceof List<?> parts && parts.size() > 1) {
      operator = String.valueOf(parts.get(1));
      value = parts.size() > 2 ? String.valueOf(parts.get(2)) : "";
    } else if (constraint instanceof Doc doc) {
      operator = doc.textOr("operator", "");
      value = Objects.requireNonNullElse(doc.findText("value"), "");
    }
    if (operator.toUpperCase(Locale.ROOT).equals("GROUP_BY")
        && !value.strip().matches("\\+?0*[1-9][0-9]*")) {
      throw new IllegalArgumentException(
          "GROUP_BY needs a positive number of groups; without one a Marathon 1.11 stops"
              + " launching anything");
    }
  }

  private static Doc doc(RunSpec spec) {
    Doc doc = spec.doc().with("version", EventBus.time(spec.version()));
    return spec.isPod() ? doc : doc.with("versionInfo", EventBus.versionInfo(spec));
  }

  /** One stored version. */
  static Definition stored(RunSpec spec) {
    return new Definition(JsonWriter.text(doc(spec)));
  }

  /** An app with its counts, as a read of it shows. */
  static Definition app(RunSpec spec, App.Counts counts) {
    return new Definition(
        JsonWriter.text(
            doc(spec)
                .with("tasksStaged", counts.staged())
                .with("tasksRunning", counts.running())
                .with("tasksHealthy", counts.healthy())
                .with("tasksUnhealthy", counts.unhealthy())));
  }

  static Definition group(GroupNode group) {
    return new Definition(JsonWriter.text(groupDoc(group)));
  }

  private static Doc groupDoc(GroupNode group) {
    return Doc.of(
        "id",
        group.id(),
        "apps",
        group.specs().values().stream().filter(s -> !s.isPod()).map(JsonDefinitions::doc).toList(),
        "pods",
        group.specs().values().stream().filter(RunSpec::isPod).map(JsonDefinitions::doc).toList(),
        "groups",
        group.groups().values().stream().map(JsonDefinitions::groupDoc).toList(),
        "dependencies",
        group.dependencies(),
        "version",
        EventBus.time(group.version()),
        "enforceRole",
        group.enforceRole());
  }
}

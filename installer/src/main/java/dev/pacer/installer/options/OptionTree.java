package dev.pacer.installer.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.PackageJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The options that a schema knows, by path, those of its branches (oneOf, anyOf, allOf,
 * dependencies) included.
 */
public final class OptionTree {
  private static final int MOST_DEPTH = 30;

  private final ObjectNode schema;
  private final Map<OptionPath, OptionInfo> known = new LinkedHashMap<>();

  private OptionTree(ObjectNode schema) {
    this.schema = schema;
    collect(schema, new OptionPath(List.of()), 0);
  }

  public static OptionTree of(OptionsSchema schema) {
    return new OptionTree(schema.json());
  }

  /** Of a package; empty for one without options. */
  public static OptionTree of(PackageJson revision) {
    return of(new OptionsSchema(revision.config().orElseGet(JsonNodeFactory.instance::objectNode)));
  }

  /** All in the order of the schema, groups before what they hold. */
  public List<OptionInfo> all() {
    return List.copyOf(known.values());
  }

  /** The option of that path. */
  public Optional<OptionInfo> find(OptionPath path) {
    return Optional.ofNullable(known.get(path));
  }

  /** The paths of the options that only their owners may see. */
  public List<OptionPath> secrets() {
    return known.values().stream().filter(OptionInfo::secret).map(OptionInfo::path).toList();
  }

  /** Given options that no schema knows; what a group leaves open is not asked about. */
  public List<OptionPath> unknown(ObjectNode options) {
    List<OptionPath> found = new ArrayList<>();
    unknown(List.of(schema), options, new OptionPath(List.of()), found);
    return found;
  }

  private void collect(ObjectNode at, OptionPath path, int depth) {
    if (depth > MOST_DEPTH) {
      return;
    }
    for (ObjectNode branch : branches(at)) {
      Set<String> required = new HashSet<>();
      branch.path("required").forEach(name -> required.add(name.asText()));
      for (Map.Entry<String, JsonNode> property : branch.path("properties").properties()) {
        if (property.getValue() instanceof ObjectNode described) {
          OptionPath child = path.child(property.getKey());
          OptionInfo info = info(child, described, required.contains(property.getKey()));
          OptionInfo before = known.get(child);
          if (before == null || (before.types().isEmpty() && !info.types().isEmpty())) {
            known.put(child, info);
          }
          collect(described, child, depth + 1);
        }
      }
    }
  }

  private static OptionInfo info(OptionPath path, ObjectNode described, boolean required) {
    List<String> types = new ArrayList<>();
    JsonNode type = described.path("type");
    if (type.isTextual()) {
      types.add(type.textValue());
    }
    type.forEach(one -> types.add(one.asText()));
    List<JsonNode> allowed = new ArrayList<>();
    described.path("enum").forEach(allowed::add);
    return new OptionInfo(
        path,
        types,
        described.path("description").asText(""),
        Optional.ofNullable(described.get("default")),
        allowed,
        bounds(described),
        new OptionInfo.Traits(
            required, secret(described), described.path("properties").isObject()));
  }

  private static boolean secret(ObjectNode described) {
    String media = described.path("media").asText(described.path("media").path("type").asText(""));
    return described.path("format").asText("").equals("password")
        || media.toLowerCase(Locale.ROOT).startsWith("application/x-secret");
  }

  private static String bounds(ObjectNode described) {
    List<String> words = new ArrayList<>();
    JsonNode least = described.path("minimum");
    JsonNode most = described.path("maximum");
    if (least.isNumber()) {
      words.add("from " + least.asText());
    }
    if (most.isNumber()) {
      words.add((least.isNumber() ? "to " : "up to ") + most.asText());
    }
    if (described.path("pattern").isTextual()) {
      words.add("that matches " + described.path("pattern").textValue());
    }
    if (described.path("minLength").isNumber()) {
      words.add("of at least " + described.path("minLength").asText() + " characters");
    }
    if (described.path("maxLength").isNumber()) {
      words.add("of at most " + described.path("maxLength").asText() + " characters");
    }
    return String.join(" ", words);
  }

  /** The schema itself, and the schemas that may hold at the same place. */
  private static List<ObjectNode> branches(ObjectNode at) {
    List<ObjectNode> all = new ArrayList<>();
    addBranches(at, all, 0);
    return all;
  }

  private static void addBranches(ObjectNode at, List<ObjectNode> all, int depth) {
    all.add(at);
    if (depth > 5) {
      return;
    }
    for (String keyword : new String[] {"allOf", "anyOf", "oneOf", "dependencies"}) {
      for (JsonNode branch : at.path(keyword)) {
        if (branch instanceof ObjectNode object) {
          addBranches(object, all, depth + 1);
        }
      }
    }
  }

  private static void unknown(
      List<ObjectNode> schemas, ObjectNode options, OptionPath path, List<OptionPath> found) {
    List<ObjectNode> here = new ArrayList<>();
    schemas.forEach(schema -> here.addAll(branches(schema)));
    boolean described = here.stream().anyMatch(schema -> schema.path("properties").isObject());
    for (Map.Entry<String, JsonNode> given : options.properties()) {
      List<ObjectNode> below = new ArrayList<>();
      boolean allowed = !described;
      for (ObjectNode schema : here) {
        JsonNode property = schema.path("properties").path(given.getKey());
        if (property instanceof ObjectNode object) {
          below.add(object);
          allowed = true;
        }
        JsonNode additional = schema.path("additionalProperties");
        allowed |= additional.isObject() || additional.asBoolean(false);
        allowed |= schema.has("$ref") || matches(schema, given.getKey());
      }
      if (!allowed) {
        found.add(path.child(given.getKey()));
      } else if (!below.isEmpty() && given.getValue() instanceof ObjectNode object) {
        unknown(below, object, path.child(given.getKey()), found);
      }
    }
  }

  private static boolean matches(ObjectNode schema, String name) {
    for (Map.Entry<String, JsonNode> pattern : schema.path("patternProperties").properties()) {
      try {
        if (Pattern.compile(pattern.getKey()).matcher(name).find()) {
          return true;
        }
      } catch (PatternSyntaxException e) {
        return true;
      }
    }
    return false;
  }
}

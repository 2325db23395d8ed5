package dev.pacer.simulator.aws.http;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Tree;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The parameters of a form, in which dots make parts and numbers make lists. */
final class QueryParameters {

  private final Map<String, String> values;

  private QueryParameters(Map<String, String> values) {
    this.values = values;
  }

  /** Reads {@code a=b&c=d}; of a name that comes twice the last counts. */
  static QueryParameters read(String form) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return new QueryParameters(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new AwsError(400, "MalformedQueryString", "The query string contains a syntax error.");
    }
  }

  /** A value; an empty one counts as absent. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  String require(String name) {
    return text(name)
        .orElseThrow(
            () ->
                AwsError.validation(
                    "1 validation error detected: Value null at '%s' failed to satisfy constraint:"
                            .formatted(lowerCamel(name))
                        + " Member must not be null"));
  }

  OptionalInt number(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text.get()));
    } catch (NumberFormatException e) {
      throw new AwsError(
          400, "MalformedInput", "%s is not a number: %s".formatted(name, text.get()));
    }
  }

  /** True or false; absent when it is not there. */
  Optional<Boolean> flag(String name) {
    return text(name).map(Boolean::parseBoolean);
  }

  /** A list of values: {@code name.1} in EC2, {@code name.member.1} elsewhere. */
  List<String> list(String name) {
    List<String> all = new ArrayList<>();
    for (Tree item : tree(name)) {
      if (item instanceof Tree.Text text) {
        all.add(text.value());
      }
    }
    return all;
  }

  /** A list of parts. */
  List<Tree.Fields> parts(String name) {
    List<Tree.Fields> all = new ArrayList<>();
    for (Tree item : tree(name)) {
      if (item instanceof Tree.Fields fields) {
        all.add(fields);
      }
    }
    return all;
  }

  private List<Tree> tree(String name) {
    return fields("").items(name);
  }

  /** Everything below a name, such as {@code LaunchTemplateData}; all when the name is empty. */
  Tree.Fields fields(String name) {
    Map<String, Object> root = new LinkedHashMap<>();
    String prefix = name.isEmpty() ? "" : name + ".";
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            insert(root, key.substring(prefix.length()).split("\\.", -1), value);
          }
        });
    return grow(root) instanceof Tree.Fields fields ? fields : Tree.Fields.none();
  }

  @SuppressWarnings("unchecked") // only insert itself puts maps into the map
  private static void insert(Map<String, Object> root, String[] path, String value) {
    Map<String, Object> at = root;
    for (int i = 0; i < path.length - 1; i++) {
      Object next = at.computeIfAbsent(path[i], part -> new LinkedHashMap<String, Object>());
      if (!(next instanceof Map)) {
        return;
      }
      at = (Map<String, Object>) next;
    }
    at.put(path[path.length - 1], value);
  }

  private static Tree grow(Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      return new Tree.Text(String.valueOf(node));
    }
    if (map.size() == 1 && map.containsKey("member")) {
      Tree inner = grow(Objects.requireNonNull(map.get("member")));
      if (inner instanceof Tree.Items) {
        return inner;
      }
    }
    boolean numbered =
        !map.isEmpty() && map.keySet().stream().allMatch(key -> key.toString().matches("\\d{1,6}"));
    if (numbered) {
      Map<Integer, Tree> items = new TreeMap<>();
      map.forEach((key, value) -> items.put(Integer.valueOf(key.toString()), grow(value)));
      return new Tree.Items(List.copyOf(items.values()));
    }
    Map<String, Tree> fields = new LinkedHashMap<>();
    map.forEach((key, value) -> fields.put(key.toString(), grow(value)));
    return new Tree.Fields(fields);
  }

  /** {@code MaxRecords} as AWS's own messages spell it. */
  static String lowerCamel(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}

package dev.pacer.cluster.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read member by member, with errors that name the place. A member that is
 * {@code null} counts as absent; members nobody asks for are ignored.
 *
 * <p>{@code require…} throws {@link JsonShapeException} when the member is absent, {@code find…} is
 * empty then; both throw when it is of another type.
 */
public final class JsonObject {

  private final JsonNode node;
  private final String path;

  private JsonObject(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** An object that is a document of its own. */
  public static JsonObject of(JsonNode node) {
    return of(node, "");
  }

  /** An object at a place of a document, such as {@code /apps/3}. */
  public static JsonObject of(JsonNode node, String path) {
    if (!node.isObject()) {
      throw wrong(path, "an object", node);
    }
    return new JsonObject(node, path);
  }

  /** Where it stands. */
  public String path() {
    return path.isEmpty() ? "/" : path;
  }

  /** The object as Jackson's tree. */
  public JsonNode node() {
    return node;
  }

  /** Whether the member is there and not {@code null}. */
  public boolean has(String name) {
    return member(name) != null;
  }

  /** A text. */
  public String requireText(String name) {
    return findText(name).orElseThrow(() -> missing(name));
  }

  /** A text. */
  public Optional<String> findText(String name) {
    return find(name, "a text", JsonNode::isTextual, JsonNode::textValue);
  }

  /** A whole number of 32 bits; {@code 3.0} is one. */
  public int requireInt(String name) {
    return findInt(name).orElseThrow(() -> missing(name));
  }

  /** A whole number of 32 bits; {@code 3.0} is one. */
  public Optional<Integer> findInt(String name) {
    return findDecimal(name).map(number -> exact(name, number, BigDecimal::intValueExact));
  }

  /** A whole number of 64 bits; {@code 3.0} is one. */
  public Optional<Long> findLong(String name) {
    return findDecimal(name).map(number -> exact(name, number, BigDecimal::longValueExact));
  }

  /** A whole number of 64 bits; {@code 3.0} is one. */
  public long requireLong(String name) {
    return findLong(name).orElseThrow(() -> missing(name));
  }

  /** A number, exactly as written. */
  public BigDecimal requireDecimal(String name) {
    return findDecimal(name).orElseThrow(() -> missing(name));
  }

  /** A number, exactly as written; one beyond any resource (1E30) is refused. */
  public Optional<BigDecimal> findDecimal(String name) {
    return find(name, "a number", JsonNode::isNumber, JsonNode::decimalValue)
        .map(
            number -> {
              // Arithmetic with 1E999999999 would fill the memory.
              if (Math.abs((long) number.scale()) > 400
                  || number.precision() - (long) number.scale() > 30) {
                throw new JsonShapeException(path + "/" + name + " is a number out of range");
              }
              return number;
            });
  }

  /** True or false. */
  public boolean requireBoolean(String name) {
    return findBoolean(name).orElseThrow(() -> missing(name));
  }

  /** True or false. */
  public Optional<Boolean> findBoolean(String name) {
    return find(name, "true or false", JsonNode::isBoolean, JsonNode::booleanValue);
  }

  /** A time in ISO-8601. */
  public Instant requireInstant(String name) {
    return findInstant(name).orElseThrow(() -> missing(name));
  }

  /** A time in ISO-8601. */
  public Optional<Instant> findInstant(String name) {
    return findText(name)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeException e) {
                throw new JsonShapeException(path + "/" + name + " is no time", e);
              }
            });
  }

  /** An object. */
  public JsonObject requireObject(String name) {
    return findObject(name).orElseThrow(() -> missing(name));
  }

  /** An object. */
  public Optional<JsonObject> findObject(String name) {
    return find(name, "an object", JsonNode::isObject, node -> node)
        .map(child -> new JsonObject(child, path + "/" + name));
  }

  /** A list of objects; empty when absent. */
  public List<JsonObject> objects(String name) {
    return elements(name, (element, place) -> JsonObject.of(element, place));
  }

  /** A list of objects, each made into a value; empty when absent. */
  public <T> List<T> objects(String name, Function<JsonObject, T> conversion) {
    List<T> all = new ArrayList<>();
    objects(name).forEach(element -> all.add(conversion.apply(element)));
    return all;
  }

  /** A list of texts; empty when absent. */
  public List<String> texts(String name) {
    return elements(name, JsonObject::text);
  }

  /** A list of texts, told from an absent one. */
  public Optional<List<String>> findTexts(String name) {
    return has(name) ? Optional.of(texts(name)) : Optional.empty();
  }

  /** A list of whole numbers; empty when absent. */
  public List<Integer> ints(String name) {
    return elements(
        name,
        (element, place) -> {
          if (!element.isNumber()
              || !element.canConvertToExactIntegral()
              || !element.canConvertToInt()) {
            throw wrong(place, "a whole number", element);
          }
          return element.intValue();
        });
  }

  /** A list of lists of texts; empty when absent. */
  public List<List<String>> textLists(String name) {
    return elements(
        name,
        (element, place) -> {
          if (!element.isArray()) {
            throw wrong(place, "a list", element);
          }
          List<String> inner = new ArrayList<>();
          element.forEach(text -> inner.add(text(text, place)));
          return inner;
        });
  }

  /** An object whose values are texts; empty when absent. */
  public Map<String, String> textMap(String name) {
    Map<String, String> all = new LinkedHashMap<>();
    findObject(name)
        .ifPresent(
            map ->
                map.node
                    .properties()
                    .forEach(
                        e -> all.put(e.getKey(), text(e.getValue(), map.path + "/" + e.getKey()))));
    return all;
  }

  private static String text(JsonNode element, String place) {
    if (!element.isTextual()) {
      throw wrong(place, "a text", element);
    }
    return element.textValue();
  }

  private interface ElementReader<T> {
    T read(JsonNode element, String place);
  }

  private <T> List<T> elements(String name, ElementReader<T> reader) {
    JsonNode list = member(name);
    if (list == null) {
      return List.of();
    }
    if (!list.isArray()) {
      throw wrong(path + "/" + name, "a list", list);
    }
    List<T> all = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      all.add(reader.read(list.get(i), path + "/" + name + "/" + i));
    }
    return all;
  }

  private <T> Optional<T> find(
      String name, String form, Predicate<JsonNode> is, Function<JsonNode, T> value) {
    JsonNode found = member(name);
    if (found == null) {
      return Optional.empty();
    }
    if (!is.test(found)) {
      throw wrong(path + "/" + name, form, found);
    }
    return Optional.of(value.apply(found));
  }

  private <T> T exact(String name, BigDecimal number, Function<BigDecimal, T> conversion) {
    try {
      return conversion.apply(number);
    } catch (ArithmeticException e) {
      throw new JsonShapeException(
          path + "/" + name + " is no whole number in range: " + number, e);
    }
  }

  private @Nullable JsonNode member(String name) {
    JsonNode found = node.get(name);
    return found == null || found.isNull() ? null : found;
  }

  private JsonShapeException missing(String name) {
    return new JsonShapeException(path + "/" + name + " is missing");
  }

  private static JsonShapeException wrong(String place, String form, JsonNode found) {
    return new JsonShapeException(
        (place.isEmpty() ? "the document" : place)
            + " is not "
            + form
            + " but "
            + found.getNodeType().name().toLowerCase(Locale.ROOT));
  }
}

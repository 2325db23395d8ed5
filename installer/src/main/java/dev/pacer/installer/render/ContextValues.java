package dev.pacer.installer.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.options.Numbers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON as the Java values that templates see (what prints how is decided here): maps, lists, whole
 * numbers, doubles, booleans and text. Text is escaped for JSON; as a direct member of a list it
 * keeps its quotes, too. With {@code raw} it stays as it is, as before May 2017.
 */
record ContextValues(boolean raw) {

  Map<String, @Nullable Object> map(ObjectNode object) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      map.put(member.getKey(), value(member.getValue(), false));
    }
    return map;
  }

  private @Nullable Object value(JsonNode node, boolean inList) {
    return switch (node.getNodeType()) {
      case OBJECT -> map((ObjectNode) node);
      case ARRAY -> list(node);
      case STRING -> text(node.textValue(), inList);
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      default -> null;
    };
  }

  private List<@Nullable Object> list(JsonNode array) {
    List<@Nullable Object> list = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      list.add(value(element, true));
    }
    return list;
  }

  private String text(String text, boolean inList) {
    if (raw) {
      return text;
    }
    String escaped = JsonEscapes.escape(text);
    return inList ? '"' + escaped + '"' : escaped;
  }

  private static Object number(JsonNode node) {
    Optional<BigInteger> whole = Numbers.whole(node);
    return whole.isPresent() ? whole.get() : (Object) node.doubleValue();
  }
}

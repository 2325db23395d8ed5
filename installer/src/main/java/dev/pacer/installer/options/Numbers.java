package dev.pacer.installer.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** Numbers as Cosmos sees them: {@code 2.0} and {@code 1e3} are whole numbers. */
public final class Numbers {
  /** Cosmos' JSON library makes no whole number of more digits (2 to the 18th). */
  private static final int MOST_DIGITS = 262_144;

  private Numbers() {}

  /** The whole number that this is, however many digits; empty for fractions. */
  public static Optional<BigInteger> whole(JsonNode number) {
    if (number.isIntegralNumber()) {
      return Optional.of(number.bigIntegerValue());
    }
    BigDecimal value = number.decimalValue();
    if (value.signum() == 0) {
      return Optional.of(BigInteger.ZERO);
    }
    BigDecimal bare = value.stripTrailingZeros();
    boolean fraction = bare.scale() > 0;
    boolean endless = (long) bare.precision() - bare.scale() > MOST_DIGITS;
    return fraction || endless ? Optional.empty() : Optional.of(bare.toBigIntegerExact());
  }

  /** A copy in which every whole number is written as one. */
  public static JsonNode normalised(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        copy.set(member.getKey(), normalised(member.getValue()));
      }
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
      for (JsonNode element : array) {
        copy.add(normalised(element));
      }
      return copy;
    }
    if (node.isNumber() && !node.isIntegralNumber()) {
      return whole(node).<JsonNode>map(JsonNodeFactory.instance::numberNode).orElse(node);
    }
    return node;
  }
}

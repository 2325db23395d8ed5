package dev.pacer.installer.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MergeProperties {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Provide
  Arbitrary<ObjectNode> objects() {
    return objects(3);
  }

  private static Arbitrary<ObjectNode> objects(int depth) {
    Arbitrary<JsonNode> leaves =
        Arbitraries.of(
            NODES.nullNode(), NODES.numberNode(1), NODES.textNode("x"), NODES.arrayNode());
    Arbitrary<JsonNode> values =
        depth == 0
            ? leaves
            : Arbitraries.oneOf(leaves, objects(depth - 1).map(object -> (JsonNode) object));
    return Arbitraries.maps(Arbitraries.of("a", "b", "c"), values)
        .map(
            map -> {
              ObjectNode object = NODES.objectNode();
              map.forEach(object::set);
              return object;
            });
  }

  @Property
  void everyLeafAboveIsInTheResult(
      @ForAll("objects") ObjectNode below, @ForAll("objects") ObjectNode above) {
    assertThat(Merge.over(Merge.over(below, above), above)).isEqualTo(Merge.over(below, above));
    assertThat(Merge.over(below, NODES.objectNode())).isEqualTo(below);
    assertThat(Merge.over(NODES.objectNode(), above)).isEqualTo(above);
  }

  @Property
  void itDoesNotMatterWhichTwoAreMergedFirst(
      @ForAll("objects") ObjectNode a,
      @ForAll("objects") ObjectNode b,
      @ForAll("objects") ObjectNode c) {
    // Not so where an object stands over a leaf that stands over an object.
    if (noLeafUnderObject(a, b) && noLeafUnderObject(b, c) && noLeafUnderObject(a, c)) {
      assertThat(Merge.over(Merge.over(a, b), c)).isEqualTo(Merge.over(a, Merge.over(b, c)));
    }
  }

  private static boolean noLeafUnderObject(ObjectNode below, ObjectNode above) {
    for (Map.Entry<String, JsonNode> member : above.properties()) {
      JsonNode lower = below.get(member.getKey());
      if (lower == null) {
        continue;
      }
      if (lower.isObject() != member.getValue().isObject()) {
        return false;
      }
      if (lower instanceof ObjectNode l
          && member.getValue() instanceof ObjectNode u
          && !noLeafUnderObject(l, u)) {
        return false;
      }
    }
    return true;
  }
}

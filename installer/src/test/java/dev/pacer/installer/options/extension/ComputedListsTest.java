package dev.pacer.installer.options.extension;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ComputedListsTest {

  private static final String SCHEMA =
      """
      {"x-lists": {"nodes.list": {"count": "nodes.count", "each": "nodes.each",
                                  "cycle": {"rack": "nodes.racks"}}}}\
      """;

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aListIsAsLongAsAnOptionSaysAndItsMembersKnowTheirPlace() {
    ObjectNode options = json("{\"nodes\": {\"count\": 3, \"racks\": []}}");

    assertThat(ComputedLists.over(json(SCHEMA), options).at("/nodes/list"))
        .isEqualTo(
            json("""
            {"list": [{"index": 0, "last": false},
                      {"index": 1, "previous": 0, "last": false},
                      {"index": 2, "previous": 1, "last": true}]}\
            """)
                .get("list"));
    assertThat(options.at("/nodes/list").isMissingNode()).isTrue();
  }

  @Test
  void valuesAreTakenInTurnAndAMemberMayDiffer() {
    ObjectNode options =
        json(
            """
            {"nodes": {"count": 3, "racks": ["a", "b"],
                       "each": {"1": {"action": "replace"}, "2": {"rack": "c"}}}}\
            """);

    assertThat(ComputedLists.over(json(SCHEMA), options).at("/nodes/list"))
        .isEqualTo(
            json("""
            {"list": [{"index": 0, "last": false, "rack": "a"},
                      {"index": 1, "previous": 0, "last": false, "rack": "b",
                       "action": "replace"},
                      {"index": 2, "previous": 1, "last": true, "rack": "c"}]}\
            """)
                .get("list"));
  }

  @Test
  void noCountIsAnEmptyListAndAHugeOneIsCut() {
    assertThat(ComputedLists.over(json(SCHEMA), json("{}")).at("/nodes/list")).isEmpty();
    assertThat(
            ComputedLists.over(json(SCHEMA), json("{\"nodes\": {\"count\": 2000000000}}"))
                .at("/nodes/list"))
        .hasSize(ComputedLists.MOST);
  }

  @Test
  void aSchemaThatAsksForNoneChangesNothing() {
    ObjectNode options = json("{\"a\": 1}");

    assertThat(ComputedLists.over(json("{\"properties\": {}}"), options)).isSameAs(options);
  }
}

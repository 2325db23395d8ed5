package dev.pacer.installer.options.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionChecksTest {

  private static final String OPTIONS =
      """
      {"nodes": {"mem": 4096, "heap-mb": 2048, "cpus": 0.5}, "place": "", "on": true, "off": false}
      """;

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "nodes.mem >= nodes.heap-mb + 1024        | true",
        "nodes.mem >= nodes.heap-mb + 2048        | true",
        "nodes.mem > nodes.heap-mb + 2048         | false",
        "nodes.mem == 4096.0                      | true",
        "nodes.mem - 96 == 2 * 2000               | true",
        "1 + 2 * 3 == 7                           | true",
        "(1 + 2) * 3 == 7                         | false",
        "nodes.cpus < 0.6 and nodes.cpus > 0.4    | true",
        "place == ''                              | true",
        "place != ''                              | false",
        "place == 'x' or on                       | true",
        "not on or off == false                   | true",
        "not (on or off)                          | false",
        "on == true and off == true               | false",
        "nowhere.at.all == ''                     | false",
        "nowhere.at.all <= 0                      | true",
        "nowhere                                  | false",
      })
  void aConditionHoldsOrDoesNot(String condition, boolean holds) {
    assertThat(Condition.parse(condition).holds(json(OPTIONS))).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a ==", "(a", "a b", "a = 1", "'open", "and", "a == 1)", "a $ b", "+"})
  void whatIsNoConditionIsRefusedWithItsText(String condition) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Condition.parse(condition))
        .withMessageContaining("x-check \"" + condition + "\"");
  }

  @Test
  void aBrokenConditionNamesItsOptionsAndWhatThePackageSays() {
    ObjectNode schema =
        json(
            """
            {"x-check": [{"that": "nodes.mem >= 1", "say": "never said"},
                         {"that": "nodes.mem >= nodes.heap-mb + nodes.heap-mb + 1",
                          "say": "give nodes.mem more"}]}\
            """);

    assertThat(OptionChecks.broken(schema, json(OPTIONS)))
        .singleElement()
        .satisfies(
            broken -> {
              assertThat(broken.paths()).containsExactly("nodes.mem", "nodes.heap-mb");
              assertThat(broken).hasToString("nodes.mem, nodes.heap-mb: give nodes.mem more");
            });
  }

  @Test
  void aSchemaWithoutChecksBreaksNone() {
    assertThat(OptionChecks.broken(json("{}"), json(OPTIONS))).isEmpty();
  }
}

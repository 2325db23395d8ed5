package dev.pacer.installer.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.installer.universe.ExactJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsFileReaderTest {

  private static String read(String text) {
    return ExactJson.write(OptionsFileReader.read("my.yaml", text));
  }

  @Test
  void wordsAreWhatYamlCalls() {
    assertThat(
            read(
                """
                a: 1
                b: 1.50
                c: "1"
                d: no
                e: true
                f: ~
                g:
                h: [x, 2]
                i: 1:30
                j: 12345678901234567890123
                k: {l: m}
                """))
        .isEqualTo(
            "{\"a\":1,\"b\":1.50,\"c\":\"1\",\"d\":\"no\",\"e\":true,\"f\":null,\"h\":[\"x\",2],"
                + "\"i\":\"1:30\",\"j\":12345678901234567890123,\"k\":{\"l\":\"m\"}}");
  }

  @Test
  void jsonIsReadAsJson() {
    assertThat(read("{\"a\": 9007199254740993}")).isEqualTo("{\"a\":9007199254740993}");
    assertThat(read("# nothing yet\n")).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [1 | my.yaml, line 1, column 6: is not proper YAML",
        "{\"a\": } | my.yaml: is not JSON: ",
        "- 1 | my.yaml: must be names and values",
        "a: &x {b: *x} | my.yaml, line 1, a.b",
        "a: !!java.net.URL [x] | my.yaml",
        "a: 1\\na: 2 | my.yaml, line 2: a is there twice",
        "[1]: 2 | my.yaml, line 1: a name must be a word",
      })
  void whatCannotBeReadIsToldInOneLineWithFileAndPlace(String text, String complaint) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(OptionsInputException.class)
        .hasMessageContaining(complaint)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aliasesThatUnfoldWithoutEndAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i))
          .append(("*a" + (i - 1) + ",").repeat(9))
          .append("*a" + (i - 1) + "]\n");
    }
    assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(OptionsInputException.class);
  }
}

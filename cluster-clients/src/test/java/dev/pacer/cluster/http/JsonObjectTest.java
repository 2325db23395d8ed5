package dev.pacer.cluster.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

  private static JsonObject json(String text) {
    return JsonObject.of(Json.parse(text.replace('\'', '"')));
  }

  @Test
  void numbersKeepEveryDigit() {
    assertThat(json("{'a':0.7999999999999999}").requireDecimal("a"))
        .isEqualTo(new BigDecimal("0.7999999999999999"));
    assertThat(json("{'a':4.0}").requireInt("a")).isEqualTo(4);
    assertThat(json("{'a':9007199254740993}").requireLong("a")).isEqualTo(9007199254740993L);
  }

  @Test
  void nullIsAbsent() {
    assertThat(json("{'a':null}").findText("a")).isEmpty();
    assertThat(json("{'a':null}").has("a")).isFalse();
    assertThat(json("{}").texts("a")).isEmpty();
    assertThat(json("{'a':[]}").findTexts("a")).contains(List.of());
  }

  @Test
  void errorsNameThePlace() {
    assertThatThrownBy(() -> json("{}").requireText("a")).hasMessage("/a is missing");
    assertThatThrownBy(() -> json("{'a':[{'b':1}]}").objects("a").get(0).requireText("b"))
        .hasMessage("/a/0/b is not a text but number");
    assertThatThrownBy(() -> json("{'a':1.5}").requireInt("a"))
        .hasMessageContaining("/a is no whole number");
    assertThatThrownBy(() -> json("{'a':['x',1]}").texts("a"))
        .hasMessage("/a/1 is not a text but number");
    assertThatThrownBy(() -> json("{'a':'yesterday'}").requireInstant("a"))
        .hasMessage("/a is no time");
    assertThatThrownBy(() -> json("[]")).hasMessageContaining("the document is not an object");
  }

  @Test
  void aNumberThatWouldFillTheMemoryIsRefused() {
    assertThatThrownBy(() -> json("{'a':1E999999999}").requireDecimal("a"))
        .isInstanceOf(JsonShapeException.class)
        .hasMessageContaining("out of range");
    assertThatThrownBy(() -> json("{'a':1E-999999999}").requireDecimal("a"))
        .hasMessageContaining("out of range");
  }

  @Test
  void whatIsNotStrictlyOneDocumentIsRefused() {
    for (String bad :
        List.of("", " ", "{", "{}{}", "{'a':1,'a':2}", "{a:1}", "{'a':NaN}", "[".repeat(300))) {
      assertThatThrownBy(() -> Json.parse(bad.replace('\'', '"')))
          .as(bad)
          .isInstanceOf(JsonShapeException.class);
    }
  }
}

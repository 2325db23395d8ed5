package dev.pacer.cluster.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @Test
  void urlsLoseUserInfoAndSecretsOfTheQuery() {
    assertThat(
            Redaction.url(
                URI.create(
                    "https://user:hunter2@h:1/p?a=1&access_token=hunter2&X-Amz-Signature=hunter2&b=2")))
        .isEqualTo("https://***@h:1/p?a=1&access_token=***&X-Amz-Signature=***&b=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\":\"hunter2\",\"a\":1}",
        "{\"db_password\" : \"hunter2 with \\\" quote hunter2\"}",
        "{\"token\":\"hunter2",
        "Authorization: Basic hunter2hunter2==",
        "Authorization: token=hunter2",
        "password=hunter2&x=1",
        "bearer hunter2hunter2",
        "see http://user:hunter2@host/ for more",
        "secret hunter2-of-ours leaked"
      })
  void excerptsLoseSecrets(String text) {
    assertThat(Redaction.excerpt(text, List.of("hunter2-of-ours"))).doesNotContain("hunter2");
  }

  @Test
  void aJsonWebTokenIsNeverShown() {
    assertThat(Redaction.excerpt("got eyJhbGciOi.eyJ1aWQi.c2lnbmF0dXJl here", List.of()))
        .isEqualTo("got *** here");
  }

  @Test
  void excerptsAreOneShortLineWithoutControlCharacters() {
    assertThat(Redaction.excerpt("a\r\n  b\tc\u001b[31m\u202e", List.of()))
        .isEqualTo("a b c\\u001b[31m\\u202e");
    assertThat(Redaction.excerpt("x".repeat(5_000), List.of())).hasSize(201).endsWith("…");
  }

  @Test
  void harmlessTextStaysAsItIs() {
    String text = "App '/ops/web' does not exist: 3 of 4 [a, b] (c)";
    assertThat(Redaction.excerpt(text, List.of())).isEqualTo(text);
  }
}

package dev.pacer.cluster.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestTest {

  @Test
  void queriesAreEncoded() {
    assertThat(Request.get("/a").withQuery("x y", "ä&=+").withQuery("b", "").target())
        .isEqualTo("/a?x%20y=%C3%A4%26%3D%2B&b=");
  }

  @Test
  void whatCouldSplitARequestIsRefused() {
    assertThatThrownBy(() -> Request.get("/a b")).hasMessageContaining("must be encoded");
    assertThatThrownBy(() -> Request.get("/a\r\nX: 1")).hasMessageContaining("must be encoded");
    assertThatThrownBy(() -> Request.get("a")).hasMessageContaining("starts with a slash");
    assertThatThrownBy(() -> Request.get("/a").withHeader("X", "1\r\nY: 2"))
        .hasMessageContaining("\"X\"");
  }

  @Test
  void onlyReadsAreRepeatedUnlessSaidOtherwise() {
    assertThat(Request.get("/a").repeatable()).isTrue();
    assertThat(Request.of(Method.DELETE, "/a").repeatable()).isFalse();
    assertThat(Request.json(Method.POST, "/a", "{}").repeatable()).isFalse();
  }

  @Test
  void textsShowNoSecrets() {
    Request request =
        Request.json(Method.POST, "/a?token=hunter2", "{\"p\":\"hunter2\"}")
            .withHeader("Authorization", "hunter2");
    assertThat(request.toString()).isEqualTo("POST /a?token=***");
    assertThat(request.body().orElseThrow().toString()).doesNotContain("hunter2");
    assertThat(Credentials.basic("u", new Secret("hunter2")).toString()).doesNotContain("hunter2");
    assertThat(new Secret("hunter2").toString()).doesNotContain("hunter2");
  }

  @Test
  void addressesAreCheckedWithoutShowingPasswords() {
    assertThatThrownBy(
            () -> PeerAddress.of("Marathon", List.of(URI.create("http://u:hunter2@h:1"))))
        .hasMessageContaining("give user and password by themselves")
        .hasMessageNotContaining("hunter2");
    for (String bad : List.of("ftp://h", "h:8080", "http:///x", "http://h/?a=1")) {
      assertThatThrownBy(() -> PeerAddress.of("Marathon", List.of(URI.create(bad))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Marathon");
    }
    assertThatThrownBy(() -> PeerAddress.of("Marathon", List.of()))
        .hasMessageContaining("at least one");
  }

  @Test
  void targetsStandBelowTheBaseUrl() {
    assertThat(PeerAddress.resolve(URI.create("https://m/service/marathon/"), "/v2/apps?x=1"))
        .isEqualTo(URI.create("https://m/service/marathon/v2/apps?x=1"));
    assertThat(PeerAddress.resolve(URI.create("http://m:8080"), "/ping"))
        .isEqualTo(URI.create("http://m:8080/ping"));
  }

  @Test
  void credentialsGoToKnownServersOnlyAndNeverFromHttpsToHttp() {
    URI base = URI.create("https://m:8443");
    PeerAddress address = new PeerAddress("Marathon", List.of(base), Set.of("n", "o:1"));
    assertThat(address.trusts(URI.create("https://M:8443/x"), base)).isTrue();
    assertThat(address.trusts(URI.create("https://m:1/x"), base)).isFalse();
    assertThat(address.trusts(URI.create("https://n:77/x"), base)).isTrue();
    assertThat(address.trusts(URI.create("https://o:1/x"), base)).isTrue();
    assertThat(address.trusts(URI.create("https://o:2/x"), base)).isFalse();
    assertThat(address.trusts(URI.create("http://m:8443/x"), base)).isFalse();
    assertThat(address.trusts(URI.create("https://evil/x"), base)).isFalse();
  }

  @Test
  void redirectsAreResolvedByHand() {
    URI from = URI.create("http://a:5050/master/state?x=1");
    assertThat(RedirectTarget.resolve(from, "//b:5050/master/state"))
        .contains(URI.create("http://b:5050/master/state"));
    assertThat(RedirectTarget.resolve(from, "/other")).contains(URI.create("http://a:5050/other"));
    assertThat(RedirectTarget.resolve(from, "https://c/#top")).contains(URI.create("https://c/"));
    assertThat(RedirectTarget.resolve(from, "javascript:1")).isEmpty();
    assertThat(RedirectTarget.resolve(from, "http://u:p@c/")).isEmpty();
    assertThat(RedirectTarget.resolve(from, "http://[")).isEmpty();
  }

  @Test
  void waitsGrowAndStayWithinTheirBounds() {
    RetryPolicy policy = new RetryPolicy(9, Duration.ofSeconds(1), Duration.ofSeconds(8));
    assertThat(policy.waitAfter(1, 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(policy.waitAfter(1, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.waitAfter(3, 1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(policy.waitAfter(99, 1)).isEqualTo(Duration.ofSeconds(8));
  }
}

package dev.pacer.frame.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoutesTest {
  private final Routes routes =
      Routes.builder()
          .get("/v2/apps", r -> Reply.text(200, "list"))
          .post("/v2/apps", r -> Reply.text(201, "create"))
          .get("/v2/apps/{id*}", r -> Reply.text(200, "app " + r.variable("id")))
          .get("/v2/apps/{id*}/tasks", r -> Reply.text(200, "tasks of " + r.variable("id")))
          .get(
              "/v2/apps/{id*}/versions/{version}",
              r -> Reply.text(200, r.variable("id") + " at " + r.variable("version")))
          .get("/one/{x}", r -> Reply.text(200, "one " + r.variable("x")))
          .get("/one/fixed", r -> Reply.text(200, "fixed"))
          .delete("/files/*", r -> Reply.text(200, "rest " + r.variable("*")))
          .build();

  private String get(String target) {
    return routes.handle(Request.of("GET", target)).text();
  }

  @Test
  void aPlaceForManySegmentsTakesAllThatFollowsUnlessALongerRouteFits() {
    assertThat(get("/v2/apps/shop/web")).isEqualTo("app shop/web");
    assertThat(get("/v2/apps//shop/web")).isEqualTo("app /shop/web");
    assertThat(get("/v2/apps/shop/web/tasks")).isEqualTo("tasks of shop/web");
    assertThat(get("/v2/apps/shop/versions/2020-01-01T00:00:00Z"))
        .isEqualTo("shop at 2020-01-01T00:00:00Z");
  }

  @Test
  void literalSegmentsBeatPlaces() {
    assertThat(get("/one/fixed")).isEqualTo("fixed");
    assertThat(get("/one/other")).isEqualTo("one other");
  }

  @Test
  void anEscapedSlashStaysInsideItsSegment() {
    assertThat(get("/one/a%2Fb")).isEqualTo("one a/b");
    assertThat(routes.handle(Request.of("GET", "/one/a/b")).status()).isEqualTo(404);
  }

  @Test
  void aLastStarTakesAnyRestAlsoNone() {
    assertThat(routes.handle(Request.of("DELETE", "/files/a/b")).text()).isEqualTo("rest a/b");
    assertThat(routes.handle(Request.of("DELETE", "/files")).text()).isEqualTo("rest ");
  }

  @Test
  void headGoesToGet() {
    assertThat(routes.handle(Request.of("HEAD", "/v2/apps")).text()).isEqualTo("list");
  }

  @Test
  void anotherMethodIsRefusedWithThoseAllowed() {
    Reply reply = routes.handle(Request.of("PATCH", "/v2/apps"));
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.headers().first("Allow")).contains("GET, HEAD, POST");
  }

  @Test
  void refusalsCanHaveAnotherShape() {
    Routes own =
        Routes.builder()
            .get("/a", r -> Reply.of(200))
            .notFound(r -> Reply.json(404, "{\"message\":\"none\"}"))
            .wrongMethod((r, allowed) -> Reply.json(405, "{\"message\":\"not so\"}"))
            .build();
    assertThat(own.handle(Request.of("GET", "/b")).text()).contains("none");
    assertThat(own.handle(Request.of("POST", "/a")).text()).contains("not so");
  }

  @Test
  void twoHandlersForOneRouteAreAnErrorInTheProgram() {
    assertThatThrownBy(
            () -> Routes.builder().get("/a", r -> Reply.of(200)).get("/a", r -> Reply.of(200)))
        .hasMessageContaining("GET /a");
  }
}

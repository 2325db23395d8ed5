package dev.pacer.frame.pages;

import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Limits;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.frame.http.Routes;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The pages that every tool has: {@code /health/live}, {@code /health/ready}, {@code /metrics},
 * {@code /api/v1/status} and {@code /}. Read-only: other methods than GET and HEAD are refused,
 * except where a tool registers a POST that changes nothing.
 */
public final class ToolPages {
  private static final String HEALTH = "/health/";

  /** Only what the page brings itself, nothing inline, no frames, no forms. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final Routes.Builder routes = Routes.builder();

  /** What a tool must have; suppliers are called at each request and must answer at once. */
  public ToolPages(
      Supplier<Health> live,
      Supplier<Health> ready,
      PrometheusRegistry metrics,
      Supplier<byte[]> statusJson,
      Supplier<String> pageHtml) {
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.builder().build();
    routes.get(HEALTH + "live", request -> health(live.get()));
    routes.get(HEALTH + "ready", request -> health(ready.get()));
    routes.get("/metrics", request -> metrics(writer, metrics).gzippedFor(request));
    routes.get("/api/v1/status", request -> Reply.json(200, statusJson.get()).gzippedFor(request));
    routes.get(
        "/",
        request ->
            Reply.of(
                    200,
                    "text/html; charset=utf-8",
                    pageHtml.get().getBytes(StandardCharsets.UTF_8))
                .gzippedFor(request));
  }

  /** Adds something else to read. */
  public ToolPages get(String pattern, Handler handler) {
    routes.get(pattern, handler);
    return this;
  }

  /** Adds a question that needs a body; its handler must change nothing. */
  public ToolPages readOnlyPost(String pattern, Handler handler) {
    routes.post(pattern, handler);
    return this;
  }

  /** Serves the pages from now on. */
  public HttpServing start(ServingSettings settings) {
    Handler handler =
        guarded(
            new AllowedHosts(settings.listening().address(), settings.hosts()),
            settings.login(),
            routes.build());
    return HttpServing.start(settings.listening(), Limits.forTool(), handler);
  }

  private static Handler guarded(AllowedHosts hosts, Optional<Login> login, Handler pages) {
    return request -> secured(answer(hosts, login, pages, request));
  }

  private static Reply answer(
      AllowedHosts hosts, Optional<Login> login, Handler pages, Request request) {
    if (!hosts.allow(request.header("Host"))) {
      return Reply.text(421, "this server is not known by that name; add it to 'hosts'\n");
    }
    boolean needsLogin = !request.path().startsWith(HEALTH);
    if (needsLogin && login.isPresent() && !login.get().admits(request)) {
      return Reply.text(401, "a login is needed\n")
          .with("WWW-Authenticate", login.get().challenge());
    }
    if (!List.of("GET", "HEAD", "POST").contains(request.method())) {
      return Reply.text(405, "these pages can only be read\n").with("Allow", "GET, HEAD");
    }
    return pages.handle(request);
  }

  private static Reply secured(Reply reply) {
    Reply safe =
        reply
            .with("X-Content-Type-Options", "nosniff")
            .with("X-Frame-Options", "DENY")
            .with("Referrer-Policy", "no-referrer")
            .with("Cross-Origin-Resource-Policy", "same-origin")
            .with("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    return safe.headers().has("Cache-Control") ? safe : safe.with("Cache-Control", "no-store");
  }

  private static Reply health(Health health) {
    return Reply.text(health.good() ? 200 : 503, health.reason() + "\n");
  }

  private static Reply metrics(PrometheusTextFormatWriter writer, PrometheusRegistry registry) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
    try {
      writer.write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Reply.of(200, writer.getContentType(), text.toByteArray());
  }
}

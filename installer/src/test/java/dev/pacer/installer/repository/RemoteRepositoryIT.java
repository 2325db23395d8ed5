package dev.pacer.installer.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.time.SystemWatchdog;
import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Limits;
import dev.pacer.frame.http.Listening;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.installer.universe.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteRepositoryIT {
  private static HttpServing server;
  private static volatile Handler handler;
  private static final Queue<Request> asked = new ConcurrentLinkedQueue<>();
  private static SystemWatchdog watchdog;
  private static HttpTransport transport;

  @TempDir private Path cache;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  @BeforeAll
  static void start() {
    server =
        HttpServing.start(
            Listening.loopback(0),
            Limits.forTool(),
            request -> {
              asked.add(request);
              return handler.handle(request);
            });
    watchdog = new SystemWatchdog();
    transport = new HttpTransport(TransportSettings.ORDINARY, watchdog);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    transport.close();
    watchdog.close();
  }

  @BeforeEach
  void reset() {
    asked.clear();
  }

  private Repository repository() {
    return new Repository("far", server.uri().resolve("/repo").toString());
  }

  private Repositories.Opened open(Repositories.Asking asking) {
    return Repositories.in(cache, RemoteRepositoryIT::peer, () -> now)
        .open(List.of(repository()), asking);
  }

  private static HttpPeer peer(Repository repository) {
    return new HttpPeer(
        PeerAddress.of("far", List.of(server.uri())),
        transport,
        Credentials.none(),
        RetryPolicy.NONE,
        Instant::now,
        time -> {},
        new Random(1));
  }

  private void serve(String contentType) {
    handler = request -> Reply.of(200, contentType, Sample.repository()).with("ETag", "\"one\"");
  }

  @Test
  void aPlainWebServerWillDoAndTheAnswerIsKept() {
    serve("application/octet-stream");
    assertThat(open(Repositories.Asking.WHEN_OLD).catalog().names()).contains("kafka");
    asked.clear();
    Repositories.Opened young = open(Repositories.Asking.WHEN_OLD);
    assertThat(young.catalog().names()).contains("kafka");
    assertThat(asked).isEmpty();
  }

  @Test
  void theFormatsThatUniverseServersKnowAreAskedFor() {
    serve("application/vnd.dcos.universe.repo+json;charset=utf-8;version=v5");
    open(Repositories.Asking.ALWAYS);
    String accept = asked.remove().header("Accept").orElseThrow();
    assertThat(accept).contains("version=v5").contains("version=v4").contains("version=v3");
  }

  @Test
  void anOldCopyIsAskedAboutByItsTagAndKeptWhenNothingChanged() {
    serve("application/json");
    open(Repositories.Asking.ALWAYS);
    handler =
        request ->
            Reply.of(request.header("If-None-Match").orElse("").equals("\"one\"") ? 304 : 500);
    now = now.plus(Duration.ofHours(2));
    Repositories.Copy copy = open(Repositories.Asking.WHEN_OLD).catalog().copies().get(0);
    assertThat(copy.changed()).isFalse();
    assertThat(copy.warnings()).isEmpty();
    assertThat(copy.fetchedAt()).isEqualTo(now);
  }

  @Test
  void anOldCopyIsUsedWithAWordWhenTheServerFails() {
    serve("application/json");
    open(Repositories.Asking.ALWAYS);
    handler = request -> Reply.of(503);
    now = now.plus(Duration.ofDays(3));
    Repositories.Copy copy = open(Repositories.Asking.WHEN_OLD).catalog().copies().get(0);
    assertThat(copy.entries()).hasSize(97);
    assertThat(copy.warnings())
        .singleElement()
        .asString()
        .contains("using the copy of 3 days ago")
        .contains("503");
  }

  @Test
  void aPageForPeopleIsNoRepositoryAndTheCopyStays() {
    serve("application/json");
    open(Repositories.Asking.ALWAYS);
    handler =
        request ->
            Reply.of(
                200,
                "text/html",
                "<html>Sign in to the hotel's network</html>".getBytes(StandardCharsets.UTF_8));
    Repositories.Opened opened = open(Repositories.Asking.ALWAYS);
    assertThat(opened.catalog().names()).contains("kafka");
    assertThat(opened.catalog().copies().get(0).warnings()).hasSize(1);
  }
}

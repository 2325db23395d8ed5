package dev.pacer.cluster.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.RawServer;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.time.Pause;
import dev.pacer.cluster.time.PauseInterruptedException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class MarathonEventsIT {

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream;charset=utf-8\r\n\r\n";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private final MarathonEvents.Listener listener =
      new MarathonEvents.Listener() {
        @Override
        public void onAttached() {
          told.add("attached");
        }

        @Override
        public void onEvent(MarathonEvent event) {
          told.add(event.type() + " " + event.apps().stream().map(AppId::path).sorted().toList());
        }

        @Override
        public void onLost(String reason) {
          told.add("lost: " + reason);
        }
      };

  private HttpMarathonEvents events(MarathonUnderTest marathon) {
    return new HttpMarathonEvents(
        marathon.peer(), threads, pauses::add, new SplittableRandom(1), Duration.ofSeconds(2));
  }

  private String next() throws InterruptedException {
    String text = told.poll(30, TimeUnit.SECONDS);
    assertThat(text).as("told in time").isNotNull();
    return text;
  }

  private static RawServer.Script stream(String events) {
    return (connection, out) -> {
      out.write((HEAD + events).getBytes(StandardCharsets.UTF_8));
      out.flush();
      connection.getInputStream().read();
    };
  }

  private static final String ATTACHED =
      "event: event_stream_attached\r\n"
          + "data:"
          + " {\"remoteAddress\":\"127.0.0.1\",\"eventType\":\"event_stream_attached\",\"timestamp\":\"2026-11-22T07:46:47.644Z\"}\r\n\r\n";

  @Test
  void everyCapturedEventIsTold() throws Exception {
    String captured = Capture.resource("simulated-driver/events-samples.sse.txt");
    long count = captured.lines().filter(line -> line.startsWith("data:")).count();
    try (RawServer server = new RawServer(stream(captured));
        MarathonUnderTest marathon = new MarathonUnderTest(server.url());
        MarathonEvents.Subscription subscription = events(marathon).subscribe(Set.of(), listener)) {
      assertThat(subscription).isNotNull();
      assertThat(next()).isEqualTo("attached");
      for (int i = 0; i < count; i++) {
        assertThat(next()).doesNotStartWith("lost");
      }
      assertThat(server.requests().get(0))
          .startsWith("GET /v2/events HTTP/1.1")
          .contains("Accept: text/event-stream")
          .doesNotContain("gzip, x-gzip");
    }
  }

  @Test
  void anInterruptWhileItWaitsEndsTheStreamQuietly() throws Exception {
    CompletableFuture<Void> run = new CompletableFuture<>();
    Executor one =
        task ->
            threads.execute(
                () -> {
                  try {
                    task.run();
                    run.complete(null);
                  } catch (RuntimeException e) {
                    run.completeExceptionally(e);
                  }
                });
    Pause interrupted =
        time -> {
          throw new PauseInterruptedException(new InterruptedException());
        };
    try (RawServer server = new RawServer(stream(ATTACHED));
        MarathonUnderTest marathon = new MarathonUnderTest(server.url())) {
      HttpMarathonEvents events =
          new HttpMarathonEvents(
              marathon.peer(), one, interrupted, new SplittableRandom(1), Duration.ofSeconds(1));
      try (MarathonEvents.Subscription subscription = events.subscribe(Set.of(), listener)) {
        assertThat(subscription).isNotNull();
        assertThat(run).succeedsWithin(Duration.ofSeconds(30));
        assertThat(told).anyMatch(text -> text.startsWith("lost"));
      }
    }
  }

  @Test
  void aFilterAsksForTheAttachmentToo() throws Exception {
    String captured = ATTACHED + Capture.resource("simulated-driver/events-filtered.sse.txt");
    try (RawServer server = new RawServer(stream(captured));
        MarathonUnderTest marathon = new MarathonUnderTest(server.url());
        MarathonEvents.Subscription subscription =
            events(marathon).subscribe(Set.of("deployment_success", "deployment_info"), listener)) {
      assertThat(subscription).isNotNull();
      assertThat(next()).isEqualTo("attached");
      assertThat(next()).isEqualTo("deployment_info [/ev/light]");
      assertThat(server.requests().get(0))
          .startsWith(
              "GET /v2/events?event_type=deployment_info&event_type=deployment_success"
                  + "&event_type=event_stream_attached HTTP/1.1");
    }
  }

  @Test
  void silenceIsALossAndTheStreamIsOpenedAgain() throws Exception {
    try (RawServer server = new RawServer(stream(ATTACHED), stream(ATTACHED));
        MarathonUnderTest marathon = new MarathonUnderTest(server.url());
        MarathonEvents.Subscription subscription =
            events(marathon).subscribe(Set.of("deployment_success"), listener)) {
      assertThat(subscription).isNotNull();
      assertThat(next()).isEqualTo("attached");
      assertThat(next()).startsWith("lost: ");
      assertThat(next()).isEqualTo("attached");
      assertThat(pauses.take()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
  }

  @Test
  void heartbeatsKeepAStreamAlive() throws Exception {
    RawServer.Script beating =
        (connection, out) -> {
          out.write((HEAD + ATTACHED).getBytes(StandardCharsets.UTF_8));
          connection.setSoTimeout(200);
          for (int i = 0; i < 15; i++) {
            out.write("\r\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            try {
              connection.getInputStream().read();
            } catch (SocketTimeoutException e) {
              // The time between two heartbeats.
            }
          }
          out.write(
              Capture.resource("simulated-driver/events-filtered.sse.txt")
                  .getBytes(StandardCharsets.UTF_8));
          out.flush();
          connection.getInputStream().read();
        };
    try (RawServer server = new RawServer(beating);
        MarathonUnderTest marathon = new MarathonUnderTest(server.url());
        MarathonEvents.Subscription subscription =
            events(marathon).subscribe(Set.of("deployment_info"), listener)) {
      assertThat(subscription).isNotNull();
      assertThat(next()).isEqualTo("attached");
      assertThat(next()).startsWith("deployment_info");
    }
  }

  @Test
  void aStandbySendsUsToTheLeader() throws Exception {
    try (RawServer leader = new RawServer(stream(ATTACHED));
        RawServer standby =
            new RawServer(
                RawServer.answer(302, "", "", "Location: " + leader.url() + "/v2/events"));
        MarathonUnderTest marathon =
            new MarathonUnderTest(Credentials.none(), RetryPolicy.NONE, standby.url());
        MarathonEvents.Subscription subscription = events(marathon).subscribe(Set.of(), listener)) {
      assertThat(subscription).isNotNull();
      assertThat(next()).isEqualTo("attached");
      assertThat(leader.requests().get(0)).startsWith("GET /v2/events");
    }
  }

  @Test
  void aLoginPageIsNoEventStream() throws Exception {
    try (RawServer server = new RawServer(RawServer.answer(200, "text/html", "<html>\n\n</html>"));
        MarathonUnderTest marathon = new MarathonUnderTest(server.url());
        MarathonEvents.Subscription subscription = events(marathon).subscribe(Set.of(), listener)) {
      assertThat(subscription).isNotNull();
      assertThat(next()).isEqualTo("lost: no event stream but text/html: a login page or a proxy?");
    }
  }

  @Test
  void aBrokenEventIsALossNotAValue() throws Exception {
    String broken = ATTACHED + "event: x\r\ndata: {\"eventType\":\r\n\r\n";
    try (RawServer server = new RawServer(stream(broken));
        MarathonUnderTest marathon = new MarathonUnderTest(server.url());
        MarathonEvents.Subscription subscription =
            events(marathon).subscribe(Set.of("x"), listener)) {
      assertThat(subscription).isNotNull();
      assertThat(next()).isEqualTo("attached");
      assertThat(next()).startsWith("lost: ");
    }
  }

  @Test
  void afterClosingNothingIsToldAndTheThreadIsFree() throws Exception {
    try (RawServer server = new RawServer(stream(ATTACHED));
        MarathonUnderTest marathon = new MarathonUnderTest(server.url())) {
      MarathonEvents.Subscription subscription = events(marathon).subscribe(Set.of("x"), listener);
      assertThat(next()).isEqualTo("attached");
      subscription.close();
      threads.shutdown();
      assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      assertThat(List.copyOf(told)).isEmpty();
    }
  }
}

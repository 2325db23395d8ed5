package dev.pacer.frame.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpServingIT {
  private static final Limits SMALL =
      new Limits(
          4, 2, 2048, 1000, Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(400));

  private final List<HttpServing> started = new ArrayList<>();
  private final AtomicReference<Request> last = new AtomicReference<>();

  private HttpServing serve(Handler handler) {
    return serve(Limits.forTool(), handler);
  }

  private HttpServing serve(Limits limits, Handler handler) {
    HttpServing serving =
        HttpServing.start(
            Listening.loopback(0),
            limits,
            request -> {
              last.set(request);
              return handler.handle(request);
            });
    started.add(serving);
    return serving;
  }

  @AfterEach
  void nothingIsLeftRunning() {
    for (HttpServing serving : started) {
      serving.close();
      until(() -> threadsOf(serving).isEmpty());
      assertThat(threadsOf(serving)).isEmpty();
    }
  }

  private static List<String> threadsOf(HttpServing serving) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("http-" + serving.port() + "-"))
        .toList();
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aReplyHasItsOwnHeadersAndTheFramingOnly() throws Exception {
    HttpServing serving =
        serve(r -> Reply.json(200, "{}").plus("X-A", "1").plus("X-A", "2").plus("x-b", "3"));
    try (RawClient client = RawClient.to(serving)) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer())
          .isEqualTo(
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-A: 1\r\nX-A: 2\r\nx-b: 3\r\n"
                  + "Content-Length: 2\r\n\r\n{}");
    }
  }

  @Test
  void aReplyWithoutBodyHasLengthZeroAndNoType() throws Exception {
    HttpServing serving = serve(r -> Reply.of(202));
    try (RawClient client = RawClient.to(serving)) {
      assertThat(client.send("POST /x HTTP/1.1\r\nHost: a\r\n\r\n").answer())
          .isEqualTo("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"307,Temporary Redirect", "412,Precondition Failed", "422,Unprocessable Content"})
  void anyStatusWithTheUsualOrAnOwnReason(int status, String reason) throws Exception {
    HttpServing serving =
        serve(
            r ->
                r.path().equals("/own")
                    ? Reply.of(200).withStatus(status, "Own words")
                    : Reply.of(status));
    try (RawClient client = RawClient.to(serving)) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer())
          .startsWith("HTTP/1.1 " + status + " " + reason + "\r\n");
      assertThat(client.send("GET /own HTTP/1.1\r\nHost: a\r\n\r\n").answer())
          .startsWith("HTTP/1.1 " + status + " Own words\r\n");
    }
  }

  @Test
  void aNoContentReplyHasNoLength() throws Exception {
    HttpServing serving = serve(r -> Reply.of(204));
    try (RawClient client = RawClient.to(serving)) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").head())
          .isEqualTo("HTTP/1.1 204 No Content\r\n\r\n");
    }
  }

  @Test
  void headHasTheLengthOfGetAndNoBodyAndTheConnectionLivesOn() throws Exception {
    HttpServing serving = serve(r -> Reply.text(200, "hello"));
    try (RawClient client = RawClient.to(serving)) {
      assertThat(client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").head())
          .contains("Content-Length: 5\r\n");
      assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer())
          .endsWith("\r\n\r\nhello");
    }
  }

  @Test
  void theRequestArrivesAsSent() throws Exception {
    HttpServing serving = serve(r -> Reply.of(200));
    try (RawClient client = RawClient.to(serving)) {
      client
          .send(
              "PUT //a%2Fb/c%20d+e?x=1&x=2&flag&y=a+b%26 HTTP/1.1\r\nHost: h:1\r\nX-Multi: 1\r\n"
                  + "x-multi: 2\r\nContent-Length: 4\r\n\r\nbody")
          .answer();
    }
    Request request = last.get();
    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.rawPath()).isEqualTo("//a%2Fb/c%20d+e");
    assertThat(request.path()).isEqualTo("//a/b/c d+e");
    assertThat(request.rawQuery()).contains("x=1&x=2&flag&y=a+b%26");
    assertThat(request.parameters("x")).containsExactly("1", "2");
    assertThat(request.parameter("flag")).contains("");
    assertThat(request.parameter("y")).contains("a b&");
    assertThat(request.headers().all("X-MULTI")).containsExactly("1", "2");
    assertThat(request.bodyText()).isEqualTo("body");
    assertThat(request.remoteAddress().isLoopbackAddress()).isTrue();
    assertThat(request.localPort()).isEqualTo(serving.port());
  }

  @Test
  void aTargetInAbsoluteFormIsReadAsItsPath() throws Exception {
    HttpServing serving = serve(r -> Reply.of(200));
    try (RawClient client = RawClient.to(serving)) {
      client.send("GET http://h:1/a?b=c HTTP/1.1\r\nHost: h:1\r\n\r\n").answer();
      assertThat(last.get().target()).isEqualTo("/a?b=c");
    }
  }

  @Test
  void chunkedBodiesAreJoined() throws Exception {
    HttpServing serving = serve(r -> Reply.text(200, r.bodyText()));
    try (RawClient client = RawClient.to(serving)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
      assertThat(client.send("2\r\nde\r\n0\r\n\r\n").answer()).endsWith("\r\n\r\nabcde");
    }
  }

  @Test
  void oneWhoExpectsAContinueGetsItBeforeTheBodyIsSent() throws Exception {
    HttpServing serving = serve(r -> Reply.text(200, r.bodyText()));
    try (RawClient client = RawClient.to(serving)) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(client.send("ok").answer()).endsWith("\r\n\r\nok");
    }
  }

  @Test
  void oneWhoExpectsAContinueForTooMuchIsRefusedBeforeSendingIt() throws Exception {
    HttpServing serving = serve(SMALL, r -> Reply.of(200));
    try (RawClient client = RawClient.to(serving)) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9999\r\n\r\n");
      assertThat(client.head()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void aBodyOverTheLimitIsRefusedAlsoWhenItsLengthIsNotTold() throws Exception {
    HttpServing serving = serve(SMALL, r -> Reply.of(200));
    try (RawClient told = RawClient.to(serving);
        RawClient chunked = RawClient.to(serving)) {
      told.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n" + "x".repeat(1001));
      assertThat(told.all()).startsWith("HTTP/1.1 413 ").contains("Connection: close");
      chunked.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n");
      assertThat(chunked.send("x".repeat(1001) + "\r\n0\r\n\r\n").all())
          .startsWith("HTTP/1.1 413 ");
    }
    assertThat(last.get()).isNull();
  }

  @Test
  void aHeadOverTheLimitIsRefused() throws Exception {
    HttpServing serving = serve(SMALL, r -> Reply.of(200));
    try (RawClient oneLine = RawClient.to(serving);
        RawClient manyLines = RawClient.to(serving)) {
      oneLine.send("GET /" + "x".repeat(4000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(oneLine.all()).startsWith("HTTP/1.1 431 ");
      manyLines.send("GET / HTTP/1.1\r\nHost: a\r\n" + "X-Line: y\r\n".repeat(400) + "\r\n");
      assertThat(manyLines.all()).startsWith("HTTP/1.1 431 ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1|400",
        "GET / HTTP/1.1~Host: a~Host: b|400",
        "GET /%zz HTTP/1.1~Host: a|400",
        "nonsense|400",
        "GET / HTTP/2.0~Host: a|505",
        "POST / HTTP/1.1~Host: a~Content-Length: 1~Transfer-Encoding: chunked|400",
        "POST / HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 2|400",
        "POST / HTTP/1.1~Host: a~Content-Length: -1|400",
        "POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip|501",
        "POST / HTTP/1.1~Host: a~Expect: miracles|417",
        "GET / HTTP/1.1~Host : a|400",
      })
  void whatIsNotProperHttpIsRefused(String lines, int status) throws Exception {
    HttpServing serving = serve(r -> Reply.of(200));
    try (RawClient client = RawClient.to(serving)) {
      String answer = client.send(lines.replace("~", "\r\n") + "\r\n\r\n").all();
      assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Connection: close");
    }
    assertThat(last.get()).isNull();
  }

  @Test
  void halfAHeadIsNoRequest() throws Exception {
    HttpServing serving = serve(r -> Reply.of(200));
    try (Socket socket = new Socket(serving.address(), serving.port())) {
      socket
          .getOutputStream()
          .write("DELETE /x HTTP/1.1\r\nHost: a\r\n".getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
    assertThat(last.get()).isNull();
  }

  @Test
  void halfABodyIsNoRequest() throws Exception {
    HttpServing serving = serve(r -> Reply.of(200));
    try (Socket socket = new Socket(serving.address(), serving.port())) {
      socket
          .getOutputStream()
          .write(
              "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab"
                  .getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
    assertThat(last.get()).isNull();
  }

  @Test
  void aRequestThatDripsInIsCutAtTheDeadlineHoweverOftenItDrips() throws Exception {
    HttpServing serving = serve(SMALL, r -> Reply.of(200));
    long begin = System.nanoTime();
    try (RawClient client = RawClient.to(serving)) {
      client.send("GET / HTTP/1.1\r\n");
      try {
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(8)) {
          client.send("X");
          java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
      } catch (IOException closed) {
        // what we want
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(last.get()).isNull();
  }

  @Test
  void aRequestThatStopsHalfwayIsAnswered408() throws Exception {
    HttpServing serving = serve(SMALL, r -> Reply.of(200));
    try (RawClient client = RawClient.to(serving)) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n").all()).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void anIdleConnectionIsClosedWithoutAWord() throws Exception {
    HttpServing serving = serve(SMALL, r -> Reply.of(200));
    try (RawClient client = RawClient.to(serving)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer();
      assertThat(client.closedByServer()).isTrue();
    }
  }

  @Test
  void aPeerThatDoesNotReadIsCutOff() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    HttpServing serving =
        serve(
            SMALL,
            r ->
                Reply.stream(
                    200,
                    "text/plain",
                    sink -> {
                      try {
                        while (true) {
                          sink.write(new byte[1024 * 1024]);
                        }
                      } catch (IOException e) {
                        failed.countDown();
                        throw e;
                      }
                    }));
    try (RawClient client = RawClient.to(serving)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aNewPeerTakesThePlaceOfTheLongestIdleOneAndIsRefusedWhenNoneIsIdle() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(4);
    HttpServing serving =
        serve(
            new Limits(
                4,
                0,
                2048,
                1000,
                Duration.ofSeconds(9),
                Duration.ofSeconds(9),
                Duration.ofSeconds(9)),
            r -> {
              if (r.path().equals("/wait")) {
                busy.countDown();
                try {
                  release.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
              return Reply.of(200);
            });
    List<RawClient> idle = new ArrayList<>();
    List<RawClient> working = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        idle.add(RawClient.to(serving));
        idle.get(i).send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer();
      }
      for (int i = 0; i < 4; i++) {
        working.add(RawClient.to(serving).send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n"));
      }
      assertThat(busy.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(idle.get(0).closedByServer()).isTrue();
      try (RawClient refused = RawClient.to(serving)) {
        assertThat(refused.all()).startsWith("HTTP/1.1 503 ");
      }
      release.countDown();
      for (RawClient client : working) {
        assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
      }
    } finally {
      release.countDown();
      for (RawClient client : idle) {
        client.close();
      }
      for (RawClient client : working) {
        client.close();
      }
    }
  }

  @Test
  void aStreamComesChunkByChunkAndEnds() throws Exception {
    Feed feed = new Feed(10_000);
    HttpServing serving = serve(r -> Reply.stream(200, "text/event-stream", feed));
    try (RawClient client = RawClient.to(serving)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.head())
          .isEqualTo(
              String.join(
                  "\r\n",
                  "HTTP/1.1 200 OK",
                  "Content-Type: text/event-stream",
                  "Transfer-Encoding: chunked",
                  "",
                  ""));
      feed.send("data: one\n\n");
      assertThat(client.bytes(16)).isEqualTo("b\r\ndata: one\n\n\r\n");
      feed.close();
      assertThat(client.bytes(5)).isEqualTo("0\r\n\r\n");
      assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").head())
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aFeedLearnsThatItsPeerWentAwayWithoutSendingAnything() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Feed feed = new Feed(10_000).onClose(ended::countDown);
    HttpServing serving = serve(r -> Reply.stream(200, "text/event-stream", feed));
    try (RawClient client = RawClient.to(serving)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").head();
    }
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(feed.send("too late")).isFalse();
  }

  @Test
  void streamsHaveTheirOwnLimitSoThatRequestsGoOn() throws Exception {
    HttpServing serving =
        serve(
            SMALL,
            r ->
                r.path().equals("/events")
                    ? Reply.stream(200, "text/event-stream", new Feed(100))
                    : Reply.text(200, "alive"));
    try (RawClient first = RawClient.to(serving);
        RawClient second = RawClient.to(serving);
        RawClient third = RawClient.to(serving)) {
      String events = "GET /events HTTP/1.1\r\nHost: a\r\n\r\n";
      assertThat(first.send(events).head()).startsWith("HTTP/1.1 200 ");
      assertThat(second.send(events).head()).startsWith("HTTP/1.1 200 ");
      assertThat(third.send(events).answer()).startsWith("HTTP/1.1 503 ");
      assertThat(third.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer()).endsWith("alive");
    }
  }

  @Test
  void aStreamThatFailsIsCutSoThatThePartIsNotTakenForTheWhole() throws Exception {
    HttpServing serving =
        serve(
            r ->
                Reply.stream(
                    200,
                    "text/plain",
                    sink -> {
                      sink.write("part");
                      throw new IOException("disk gone");
                    }));
    try (RawClient client = RawClient.to(serving)) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").all())
          .endsWith("\r\n\r\n4\r\npart\r\n");
    }
  }

  @Test
  void closingTheServerEndsStreamsProperlyAndLetsRequestsFinish() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    HttpServing serving =
        serve(
            r -> {
              if (r.path().equals("/events")) {
                return Reply.stream(200, "text/event-stream", new Feed(100));
              }
              started.countDown();
              try {
                release.await();
              } catch (InterruptedException e) {
                return Reply.text(500, "interrupted");
              }
              return Reply.text(200, "finished");
            });
    try (RawClient stream = RawClient.to(serving);
        RawClient request = RawClient.to(serving);
        RawClient idle = RawClient.to(serving)) {
      stream.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n").head();
      request.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
      Thread closer = new Thread(() -> serving.close(Duration.ofSeconds(5)));
      closer.start();
      assertThat(stream.all()).isEqualTo("0\r\n\r\n");
      assertThat(idle.closedByServer()).isTrue();
      release.countDown();
      assertThat(request.all()).contains("Connection: close").endsWith("finished");
      closer.join(5000);
      assertThat(closer.isAlive()).isFalse();
      assertThatThrownBy(() -> RawClient.to(serving)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aHandlerThatHangsIsInterruptedWhenTheServerCloses() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    HttpServing serving =
        serve(
            r -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return Reply.of(200);
            });
    try (RawClient client = RawClient.to(serving)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
      serving.close(Duration.ofMillis(50));
      assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aDroppedReplyClosesWithoutAnAnswer() throws Exception {
    HttpServing serving = serve(r -> Reply.drop());
    try (RawClient client = RawClient.to(serving)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.closedByServer()).isTrue();
    }
  }

  @Test
  void aCutReplyAnnouncesItsWholeLength() throws Exception {
    HttpServing serving = serve(r -> Reply.text(200, "0123456789").cutAfter(4));
    try (RawClient client = RawClient.to(serving)) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").all())
          .contains("Content-Length: 10\r\n")
          .endsWith("\r\n\r\n0123");
    }
  }

  @Test
  void aHandlerThatFailsIsAnswered500WithoutDetails() throws Exception {
    HttpServing serving =
        serve(
            r -> {
              throw new IllegalStateException("internal: hunter2");
            });
    try (RawClient client = RawClient.to(serving)) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer())
          .startsWith("HTTP/1.1 500 ")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void oldClientsAreServedAndClosedUnlessTheyAsk() throws Exception {
    HttpServing serving = serve(r -> Reply.text(200, "x"));
    try (RawClient plain = RawClient.to(serving);
        RawClient keeping = RawClient.to(serving)) {
      assertThat(plain.send("GET / HTTP/1.0\r\n\r\n").all()).contains("Connection: close");
      String request = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
      assertThat(keeping.send(request).answer()).contains("Connection: keep-alive");
      assertThat(keeping.send(request).answer()).endsWith("x");
    }
  }

  @Test
  void aReplyIsGzippedOnlyWhenTheHandlerAsksAndThePeerAccepts() throws Exception {
    HttpServing serving = serve(r -> Reply.text(200, "hello").gzippedFor(r));
    try (RawClient client = RawClient.to(serving)) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer())
          .contains("Vary: Accept-Encoding")
          .endsWith("hello");
      assertThat(
              client
                  .send("GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip;q=0\r\n\r\n")
                  .answer())
          .endsWith("hello");
    }
    try (Socket socket = new Socket(serving.address(), serving.port())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br, gzip\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).contains("Content-Encoding: gzip");
      byte[] body =
          answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
      assertThat(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("hello");
    }
  }

  @Test
  void aPortInUseIsNamed() {
    HttpServing serving = serve(r -> Reply.of(200));
    assertThatThrownBy(
            () ->
                HttpServing.start(
                    Listening.loopback(serving.port()), Limits.forTool(), r -> Reply.of(200)))
        .isInstanceOf(ServingException.class)
        .hasMessageContaining("port %d is in use".formatted(serving.port()))
        .hasMessageContaining("choose another port");
  }

  @Test
  void requestsSentAheadAreAnsweredInOrder() throws Exception {
    HttpServing serving = serve(r -> Reply.text(200, r.path()));
    try (RawClient client = RawClient.to(serving)) {
      client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.answer()).endsWith("/1");
      assertThat(client.answer()).endsWith("/2");
    }
  }
}

package dev.pacer.cluster.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.Secret;
import dev.pacer.cluster.time.Pause;
import dev.pacer.cluster.time.SystemWatchdog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class HttpPeerIT {

  private static final Limits SHORT =
      new Limits(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(5), 100_000);

  private final SystemWatchdog watchdog = new SystemWatchdog();
  private final HttpTransport transport = new HttpTransport(TransportSettings.ORDINARY, watchdog);
  private final List<AutoCloseable> resources = new ArrayList<>(List.of(watchdog, transport));
  private final List<Duration> pauses = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable resource : resources) {
      resource.close();
    }
  }

  private RawServer server(RawServer.Script... scripts) {
    RawServer server = new RawServer(scripts);
    resources.add(server);
    return server;
  }

  private HttpPeer peer(Credentials credentials, URI... urls) {
    return peer(PeerAddress.of("Marathon", List.of(urls)), credentials);
  }

  private HttpPeer peer(PeerAddress address, Credentials credentials) {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    InstantSource clock = () -> pauses.stream().reduce(start, Instant::plus, (a, b) -> b);
    Pause pause = pauses::add;
    return new HttpPeer(
        address,
        transport,
        credentials,
        new RetryPolicy(3, Duration.ofMillis(500), Duration.ofSeconds(1)),
        clock,
        pause,
        new SplittableRandom(1));
  }

  private static Request get(String target) {
    return Request.get(target).within(SHORT);
  }

  private static Request put(String body) {
    return Request.json(Method.PUT, "/v2/apps/x", body).within(SHORT);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private PeerException failureOf(Runnable call) {
    try {
      call.run();
    } catch (PeerException e) {
      assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(900);
      return e;
    }
    throw new AssertionError("no failure");
  }

  @Test
  void anAnswerIsReadWhole() {
    RawServer server = server(RawServer.json(200, "{\"a\":1}", "X-Marathon-Leader: http://l:1"));
    Reply reply = peer(Credentials.none(), server.url()).send(get("/v2/info"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("{\"a\":1}");
    assertThat(reply.header("x-marathon-leader")).contains("http://l:1");
    assertThat(server.requests().get(0))
        .startsWith("GET /v2/info HTTP/1.1\r\n")
        .contains("Accept: application/json\r\n", "Accept-Encoding: gzip\r\n")
        .doesNotContain("Authorization", "Cookie");
  }

  @Test
  void aRefusedConnectionLeadsToTheNextAddressEvenForAChange() throws Exception {
    RawServer server = server(RawServer.json(200, "{}"));
    URI dead = URI.create("http://127.0.0.1:" + freePort());
    HttpPeer peer = peer(Credentials.none(), dead, server.url());
    assertThat(peer.send(put("{}")).status()).isEqualTo(200);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aPeerThatRefusesConnectionsIsUnreachableAndToldSo() throws Exception {
    URI dead = URI.create("http://127.0.0.1:" + freePort());
    PeerException failure = failureOf(() -> peer(Credentials.none(), dead).send(get("/ping")));
    assertThat(failure)
        .isInstanceOf(PeerUnreachableException.class)
        .hasMessage(
            "GET "
                + dead
                + "/ping got no answer: connection refused. Check that Marathon runs there and that"
                + " the address is right.");
    assertThat(failure.mayHaveBeenDone()).isFalse();
    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @Test
  void aReadIsTriedAgainWhileNobodyLeads() {
    RawServer server =
        server(
            RawServer.answer(500, "", ""),
            RawServer.answer(502, "", ""),
            RawServer.json(200, "{\"ok\":true}"));
    assertThat(peer(Credentials.none(), server.url()).send(get("/v2/apps")).text())
        .isEqualTo("{\"ok\":true}");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aChangeIsNeverSentTwiceAndItsFateIsCalledOpen() {
    RawServer server = server(RawServer.answer(502, "", ""));
    RawServer other = server(RawServer.json(200, "{}"));
    PeerException failure =
        failureOf(() -> peer(Credentials.none(), server.url(), other.url()).send(put("{}")));
    assertThat(failure).isInstanceOf(PeerUnreachableException.class);
    assertThat(failure.mayHaveBeenDone()).isTrue();
    assertThat(failure.status()).hasValue(502);
    assertThat(failure.getMessage()).contains("look before sending it again");
    assertThat(server.requests()).hasSize(1);
    assertThat(other.requests()).isEmpty();
  }

  @Test
  void aChangeWhoseConnectionIsClosedIsNotSentAgain() {
    RawServer server = server(RawServer.hangUp());
    PeerException failure = failureOf(() -> peer(Credentials.none(), server.url()).send(put("{}")));
    assertThat(failure.mayHaveBeenDone()).isTrue();
    assertThat(failure.getMessage()).contains("closed without an answer");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aFiveHundredWithAMessageIsAnAnswer() {
    RawServer server = server(RawServer.json(500, "{\"message\":\"URI not found\"}"));
    Reply reply = peer(Credentials.none(), server.url()).send(get("/v2/nope"));
    assertThat(reply.status()).isEqualTo(500);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void retryAfterIsHonouredAndBoundsTheTries() {
    RawServer patient =
        server(RawServer.answer(503, "", "", "Retry-After: 3"), RawServer.json(200, "{}"));
    peer(Credentials.none(), patient.url()).send(get("/a"));
    assertThat(pauses).containsExactly(Duration.ofSeconds(3));

    RawServer slow = server(RawServer.answer(503, "", "", "Retry-After: 3600"));
    pauses.clear();
    PeerException failure = failureOf(() -> peer(Credentials.none(), slow.url()).send(get("/a")));
    assertThat(failure).isInstanceOf(PeerUnreachableException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aTricklingBodyIsCutAtTheTimeLimit() {
    RawServer server =
        server(
            (connection, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(UTF));
              trickle(connection, out);
            });
    long start = System.nanoTime();
    Limits limits = new Limits(Duration.ofMillis(700), SHORT.total(), SHORT.silence(), 100_000);
    PeerException failure =
        failureOf(
            () ->
                peer(Credentials.none(), server.url())
                    .send(get("/a").withRepeatable(false).within(limits)));
    assertThat(failure).isInstanceOf(PeerUnreachableException.class);
    assertThat(failure.getMessage()).contains("not complete within 700 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aTricklingHeadIsCutAtTheTimeLimit() {
    RawServer server =
        server(
            (connection, out) -> {
              out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(UTF));
              trickle(connection, out);
            });
    Limits limits = new Limits(Duration.ofMillis(700), SHORT.total(), SHORT.silence(), 100_000);
    PeerException failure =
        failureOf(() -> peer(Credentials.none(), server.url()).send(put("{}").within(limits)));
    assertThat(failure.getMessage()).contains("not complete within 700 ms");
    assertThat(failure.mayHaveBeenDone()).isTrue();
  }

  @Test
  void aSilentPeerIsGivenUp() {
    RawServer server = server((connection, out) -> waitForEnd(connection.getInputStream()));
    Limits limits = new Limits(SHORT.attempt(), SHORT.total(), Duration.ofMillis(300), 100_000);
    PeerException failure =
        failureOf(
            () ->
                peer(Credentials.none(), server.url())
                    .send(get("/a").withRepeatable(false).within(limits)));
    assertThat(failure.getMessage()).contains("not a byte for 300 ms");
  }

  @Test
  void aBodyThatBreaksOffIsAnErrorNotAValue() {
    RawServer server =
        server(
            (connection, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"apps\":[".getBytes(UTF));
              connection.close();
            });
    PeerException failure =
        failureOf(() -> peer(Credentials.none(), server.url()).send(get("/v2/apps")));
    assertThat(failure).isInstanceOf(PeerAnswerException.class);
    assertThat(failure.getMessage()).contains("broke off");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aChunkedBodyThatBreaksOffIsAnErrorToo() {
    RawServer server =
        server(
            (connection, out) -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n"
                      .getBytes(UTF));
              connection.close();
            });
    PeerException failure =
        failureOf(
            () ->
                peer(Credentials.none(), server.url()).stream(
                    get("/v2/apps"), body -> body.readAllBytes()));
    assertThat(failure).isInstanceOf(PeerAnswerException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anOversizedBodyIsRefusedAndNotRead() {
    RawServer server = server(RawServer.json(200, "x".repeat(100_001)));
    PeerException failure = failureOf(() -> peer(Credentials.none(), server.url()).send(get("/a")));
    assertThat(failure).isInstanceOf(PeerAnswerException.class);
    assertThat(failure.getMessage()).contains("larger than 100000 bytes");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void gzipIsReadAndABombIsRefused() throws Exception {
    byte[] small = gzip("{\"a\":1}".getBytes(UTF));
    byte[] bomb = gzip(new byte[50_000_000]);
    RawServer server = server(gzipped(small), gzipped(bomb), gzipped(Arrays.copyOf(small, 15)));
    HttpPeer peer = peer(Credentials.none(), server.url());
    assertThat(peer.send(get("/a")).text()).isEqualTo("{\"a\":1}");
    assertThat(failureOf(() -> peer.send(get("/b"))).getMessage())
        .contains("larger than 100000 bytes");
    assertThat(failureOf(() -> peer.send(get("/c"))).getMessage()).contains("broke off");
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    byte[] small = gzip("{\"a\":1}".getBytes(UTF));
    AtomicInteger connections = new AtomicInteger();
    List<Integer> ports = new ArrayList<>();
    RawServer server =
        server(
            (connection, out) -> {
              ports.add(connection.getPort());
              connections.incrementAndGet();
              gzipped(small).answer(connection, out);
            });
    HttpPeer peer = peer(Credentials.none(), server.url());
    for (int i = 0; i < 5; i++) {
      peer.send(get("/a"));
    }
    assertThat(Set.copyOf(ports)).hasSize(1);
  }

  @Test
  void htmlInsteadOfJsonIsToldAsThat() {
    RawServer server =
        server(RawServer.answer(200, "text/html", "<html><title>Login</title></html>"));
    PeerException failure =
        failureOf(() -> peer(Credentials.none(), server.url()).send(get("/v2/apps")));
    assertThat(failure).isInstanceOf(PeerAnswerException.class);
    assertThat(failure.getMessage())
        .contains("HTML instead of JSON", "A login page or a proxy?", "<title>Login</title>");
    failure =
        failureOf(
            () ->
                peer(Credentials.none(), server.url()).stream(
                    get("/v2/apps"), body -> body.readAllBytes()));
    assertThat(failure.getMessage()).contains("HTML instead of JSON");
  }

  @Test
  void aSchemelessRedirectIsFollowedWithMethodBodyAndCredentials() {
    RawServer leader = server(RawServer.json(200, "{\"leader\":true}"));
    RawServer standby =
        server(
            RawServer.answer(
                307, "", "", "Location: //127.0.0.1:" + leader.port() + "/api/v1?x=1"));
    Credentials credentials = Credentials.basic("pacer", new Secret("example-password"));
    PeerAddress address =
        new PeerAddress("Mesos", List.of(standby.url()), Set.of("127.0.0.1:" + leader.port()));
    Request post =
        Request.json(Method.POST, "/api/v1", "{\"type\":\"GET_AGENTS\"}")
            .within(SHORT)
            .followingRedirects();
    Reply reply = peer(address, credentials).send(post);
    assertThat(reply.text()).isEqualTo("{\"leader\":true}");
    assertThat(reply.url()).isEqualTo(URI.create(leader.url() + "/api/v1?x=1"));
    assertThat(leader.requests().get(0))
        .startsWith("POST /api/v1?x=1 HTTP/1.1")
        .contains("Authorization: Basic ")
        .endsWith("{\"type\":\"GET_AGENTS\"}");
  }

  @Test
  void aRedirectToAStrangerGetsNoCredentials() {
    RawServer stranger = server(RawServer.json(401, ""));
    RawServer server =
        server(RawServer.answer(302, "", "", "Location: http://127.0.0.1:" + stranger.port()));
    Credentials credentials = Credentials.basic("pacer", new Secret("example-password"));
    PeerException failure =
        failureOf(() -> peer(credentials, server.url()).send(get("/a").followingRedirects()));
    assertThat(server.requests().get(0)).contains("Authorization: Basic ");
    assertThat(stranger.requests().get(0)).doesNotContain("Authorization");
    assertThat(failure).isInstanceOf(PeerRefusedException.class);
    assertThat(failure.getMessage()).contains("no credentials were sent");
  }

  @Test
  void aRedirectLoopIsNamed() {
    AtomicInteger other = new AtomicInteger();
    RawServer b =
        server(
            (connection, out) ->
                RawServer.answer(307, "", "", "Location: //127.0.0.1:" + other.get() + "/x")
                    .answer(connection, out));
    RawServer a = server(RawServer.answer(307, "", "", "Location: //127.0.0.1:" + b.port() + "/x"));
    other.set(a.port());
    PeerException failure =
        failureOf(() -> peer(Credentials.none(), a.url()).send(get("/x").followingRedirects()));
    assertThat(failure).isInstanceOf(PeerAnswerException.class);
    assertThat(failure.getMessage())
        .contains("a redirect loop: " + a.url() + "/x → " + b.url() + "/x → " + a.url() + "/x");
  }

  @Test
  void anEndlessChainOfRedirectsEndsAfterThreeHops() {
    AtomicInteger n = new AtomicInteger();
    RawServer server =
        server(
            (connection, out) ->
                RawServer.answer(302, "", "", "Location: /hop" + n.incrementAndGet())
                    .answer(connection, out));
    PeerException failure =
        failureOf(
            () -> peer(Credentials.none(), server.url()).send(get("/x").followingRedirects()));
    assertThat(failure.getMessage()).contains("more than 3 redirects");
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void aChangeDoesNotFollowA302AndNothingFollowsUnasked() {
    RawServer server = server(RawServer.answer(302, "", "", "Location: /login"));
    HttpPeer peer = peer(Credentials.none(), server.url());
    assertThat(failureOf(() -> peer.send(put("{}").followingRedirects())).getMessage())
        .contains("which only 307 may do");
    assertThat(failureOf(() -> peer.send(get("/a"))).getMessage())
        .contains("a redirect to \"" + server.url() + "/login\"", "login page");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aRefusedTokenIsRenewedOnceAndTheRequestSentAgain() {
    RawServer server = server(RawServer.json(401, ""), RawServer.json(200, "{}"));
    Renewable credentials = new Renewable();
    assertThat(peer(credentials, server.url()).send(put("{\"n\":1}")).status()).isEqualTo(200);
    assertThat(server.requests().get(0)).contains("Authorization: token=t1\r\n");
    assertThat(server.requests().get(1))
        .contains("Authorization: token=t2\r\n")
        .endsWith("{\"n\":1}");
  }

  @Test
  void aTokenRefusedTwiceIsARefusalThatShowsNoToken() {
    RawServer server = server(RawServer.json(401, "{\"title\":\"bad token t2-very-secret\"}"));
    PeerException failure = failureOf(() -> peer(new Renewable(), server.url()).send(get("/a")));
    assertThat(failure).isInstanceOf(PeerRefusedException.class);
    assertThat(failure.status()).hasValue(401);
    assertThat(failure.getMessage()).doesNotContain("very-secret").contains("Check user and");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void anUnknownContentEncodingIsAnError() {
    RawServer server = server(RawServer.json(200, "xx", "Content-Encoding: br"));
    assertThat(failureOf(() -> peer(Credentials.none(), server.url()).send(get("/a"))).getMessage())
        .contains("unknown Content-Encoding");
  }

  @Test
  void anOpenReplyCanBeEndedFromAnotherThread() throws Exception {
    RawServer server =
        server(
            (connection, out) -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n:\r\n".getBytes(UTF));
              out.flush();
              waitForEnd(connection.getInputStream());
            });
    Request endless =
        Request.get("/v2/events")
            .withHeader("Accept", "text/event-stream")
            .within(Limits.endless(Duration.ofSeconds(20)));
    OpenReply open = peer(Credentials.none(), server.url()).open(endless);
    Thread closer = new Thread(open::abort);
    assertThat(open.body().read()).isEqualTo(':');
    closer.start();
    assertThatThrownBy(() -> open.body().readAllBytes()).isInstanceOf(IOException.class);
    open.close();
    closer.join();
  }

  private static final Charset UTF = StandardCharsets.UTF_8;

  private static void trickle(Socket connection, OutputStream out) throws IOException {
    connection.setSoTimeout(20);
    for (int i = 0; i < 2_000; i++) {
      out.write('x');
      out.flush();
      try {
        if (connection.getInputStream().read() < 0) {
          return;
        }
      } catch (SocketTimeoutException e) {
        // That was the wait between two bytes.
      }
    }
  }

  private static void waitForEnd(InputStream in) throws IOException {
    while (in.read() >= 0) {
      // Until the client goes away.
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static RawServer.Script gzipped(byte[] body) {
    return (connection, out) -> {
      out.write(
          ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
                  + "Content-Length: "
                  + body.length
                  + "\r\n\r\n")
              .getBytes(UTF));
      out.write(body);
    };
  }

  private static final class Renewable implements Credentials {
    private int n = 1;

    @Override
    public Optional<String> authorization() {
      return Optional.of("token=t" + n);
    }

    @Override
    public boolean renew(String refused) {
      n++;
      return true;
    }

    @Override
    public List<String> secrets() {
      return List.of("t2-very-secret");
    }
  }
}

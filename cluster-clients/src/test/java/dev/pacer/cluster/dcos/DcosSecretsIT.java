package dev.pacer.cluster.dcos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockserver.model.HttpRequest.request;
import static org.mockserver.model.HttpResponse.response;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.Secret;
import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.time.SystemWatchdog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockserver.integration.ClientAndServer;
import org.mockserver.matchers.Times;

/** The secret store of DC/OS as documented, played by a mock. */
class DcosSecretsIT {

  private static final String SECRET = "/secrets/v1/secret/default/team/pull%20config";
  private static final String SEAL = "/secrets/v1/seal-status/default";
  private static final String PASSWORD = "fakepassword-verylong-0123456789";
  private static final String TEXT =
      "{\"auths\":{\"registry.example\":{\"auth\":\"" + PASSWORD + "\"}}}";

  private static ClientAndServer server;
  private final SystemWatchdog watchdog = new SystemWatchdog();
  private final HttpTransport transport = new HttpTransport(TransportSettings.ORDINARY, watchdog);
  private final DcosSecrets secrets = new HttpDcosSecrets(peer(), "default");

  @BeforeAll
  static void startServer() {
    server = ClientAndServer.startClientAndServer();
  }

  @AfterAll
  static void stopServer() {
    server.stop();
  }

  @BeforeEach
  void reset() {
    server.reset();
  }

  @AfterEach
  void close() throws Exception {
    transport.close();
    watchdog.close();
  }

  private HttpPeer peer() {
    return new HttpPeer(
        PeerAddress.of("DC/OS", List.of(URI.create("http://127.0.0.1:" + server.getLocalPort()))),
        transport,
        Credentials.none(),
        RetryPolicy.NONE,
        () -> Instant.parse("2026-01-01T00:00:00Z"),
        time -> {},
        new SplittableRandom(1));
  }

  private static void once(String method, String path, int status, String json) {
    server
        .when(request().withMethod(method).withPath(path), Times.once())
        .respond(
            response(json).withStatusCode(status).withHeader("Content-Type", "application/json"));
  }

  /** The methods sent to the secret, in order. */
  private static List<String> sent() {
    return Arrays.stream(server.retrieveRecordedRequests(request().withPath(SECRET)))
        .map(one -> one.getMethod().getValue())
        .toList();
  }

  private static String whole(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void theTextOfASecretIsFound() {
    once("GET", SECRET, 200, Json.write(Json.parse("{\"value\":\"hello\"}")));
    assertThat(secrets.find("team/pull config")).contains(new Secret("hello"));
    once("GET", SECRET, 404, "{\"code\":404}");
    assertThat(secrets.find("/team/pull config")).isEmpty();
  }

  @Test
  void aSecretThatIsThereIsPatched() {
    once("PATCH", SECRET, 204, "");
    secrets.put("team/pull config", new Secret(TEXT));
    assertThat(sent()).containsExactly("PATCH");
    assertThat(
            Json.parse(
                    server.retrieveRecordedRequests(request().withPath(SECRET))[0]
                        .getBodyAsString())
                .path("value")
                .textValue())
        .isEqualTo(TEXT);
  }

  @Test
  void aSecretThatIsNotThereIsMade() {
    once("PATCH", SECRET, 404, "{\"code\":404}");
    once("PUT", SECRET, 201, "");
    secrets.put("team/pull config", new Secret(TEXT));
    assertThat(sent()).containsExactly("PATCH", "PUT");
  }

  @Test
  void aSecretThatSomebodyMadeMeanwhileIsPatchedAfterAll() {
    once("PATCH", SECRET, 404, "{\"code\":404}");
    once("PUT", SECRET, 409, "{\"code\":409}");
    once("PATCH", SECRET, 204, "");
    secrets.put("team/pull config", new Secret(TEXT));
    assertThat(sent()).containsExactly("PATCH", "PUT", "PATCH");
  }

  @Test
  void aSecretThatComesAndGoesEndsInAFailureAndNotInALoop() {
    for (int i = 0; i < 5; i++) {
      once("PATCH", SECRET, 404, "{\"code\":404}");
      once("PUT", SECRET, 409, "{\"code\":409}");
    }
    assertThatThrownBy(() -> secrets.put("team/pull config", new Secret(TEXT)))
        .isInstanceOf(PeerRefusedException.class);
    assertThat(sent()).containsExactly("PATCH", "PUT", "PATCH", "PUT", "PATCH");
  }

  @Test
  void aMissingPermissionIsRefused() {
    once("PATCH", SECRET, 403, "{\"code\":403,\"title\":\"Forbidden\"}");
    assertThatThrownBy(() -> secrets.put("team/pull config", new Secret(TEXT)))
        .isInstanceOf(PeerRefusedException.class)
        .hasMessageContaining("lacks the permission");
  }

  @Test
  void aSealedStoreSaysSo() {
    once("PATCH", SECRET, 503, "{\"code\":503}");
    once("GET", SEAL, 200, "{\"sealed\":true}");
    assertThatThrownBy(() -> secrets.put("team/pull config", new Secret(TEXT)))
        .isInstanceOf(PeerUnreachableException.class)
        .hasMessageContaining("sealed")
        .hasMessageContaining("Unseal it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PASSWORD,
        "<html>" + PASSWORD,
        "[\"" + PASSWORD + "\"]",
        "{\"value\":[\"" + PASSWORD + "\"]}",
        "{\"value\":\"" + PASSWORD
      })
  void anAnswerThatIsNoneIsAFailureThatShowsNothingOfIt(String body) {
    once("GET", SECRET, 200, body);
    PeerException failed =
        catchThrowableOfType(PeerException.class, () -> secrets.find("team/pull config"));
    assertThat(whole(failed)).doesNotContain("fakepassword");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 500, 502})
  void aServerThatRepeatsWhatWasSentGetsNoneOfItIntoAMessage(int status) {
    once("PATCH", SECRET, status, "you sent: " + TEXT);
    PeerException failed =
        catchThrowableOfType(
            PeerException.class, () -> secrets.put("team/pull config", new Secret(TEXT)));
    assertThat(whole(failed)).doesNotContain("fakepassword");
    assertThat(failed).hasMessageContaining(Integer.toString(status));
  }
}

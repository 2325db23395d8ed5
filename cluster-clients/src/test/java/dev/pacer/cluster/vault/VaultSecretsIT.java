package dev.pacer.cluster.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockserver.model.HttpRequest.request;
import static org.mockserver.model.HttpResponse.response;

import dev.pacer.cluster.PeerAnswerException;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.mockserver.model.HttpRequest;

/** Vault's key-value store as documented, played by a mock. */
class VaultSecretsIT {

  private static final String DATA = "/v1/secret/data/team/pull%20config";
  private static final String LOGIN = "/v1/auth/approle/login";
  private static final String PASSWORD = "fakepassword-verylong-0123456789";

  private static ClientAndServer server;
  private final SystemWatchdog watchdog = new SystemWatchdog();
  private final HttpTransport transport = new HttpTransport(TransportSettings.ORDINARY, watchdog);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

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

  private HttpPeer peer(Credentials credentials) {
    return new HttpPeer(
        PeerAddress.of("Vault", List.of(URI.create("http://127.0.0.1:" + server.getLocalPort()))),
        transport,
        credentials,
        RetryPolicy.NONE,
        () -> now,
        time -> {},
        new SplittableRandom(1));
  }

  private VaultSecrets vault(Credentials credentials) {
    return new HttpVaultSecrets(peer(credentials), credentials, "secret");
  }

  private VaultSecrets vault() {
    return vault(new TokenCredentials(() -> new Secret("hvs.faketoken")));
  }

  private AppRoleCredentials appRole() {
    return new AppRoleCredentials(
        "role-1",
        () -> new Secret("fake-secret-id"),
        peer(Credentials.none()),
        "approle",
        () -> now);
  }

  private static void answer(String method, String path, int status, String json) {
    server
        .when(request().withMethod(method).withPath(path), Times.unlimited())
        .respond(
            response(json).withStatusCode(status).withHeader("Content-Type", "application/json"));
  }

  private static void once(String method, String path, int status, String json) {
    server
        .when(request().withMethod(method).withPath(path), Times.once())
        .respond(
            response(json).withStatusCode(status).withHeader("Content-Type", "application/json"));
  }

  private static void login(String token, long lease) {
    once(
        "POST",
        LOGIN,
        200,
        "{\"auth\":{\"client_token\":\"%s\",\"lease_duration\":%d,\"renewable\":true}}"
            .formatted(token, lease));
  }

  private static HttpRequest[] sent(String path) {
    return server.retrieveRecordedRequests(request().withPath(path));
  }

  private static String whole(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void theNewestVersionIsReadWithTheTokenAndWhatIsNoTextIsNamed() {
    answer(
        "GET",
        DATA,
        200,
        "{\"data\":{\"data\":{\"config.json\":\"{}\",\"port\":5,\"more\":{\"a\":1}},"
            + "\"metadata\":{\"version\":7,\"destroyed\":false}}}");
    VaultSecrets.Found found = vault().read("team/pull config");
    assertThat(found)
        .isEqualTo(
            new VaultSecrets.Found(
                7, Optional.of(Map.of("config.json", "{}")), Set.of("port", "more")));
    assertThat(sent(DATA)[0].getFirstHeader("Authorization")).isEqualTo("Bearer hvs.faketoken");
  }

  @Test
  void whereNothingWasEverTheVersionIsNoneAndAfterADeletionItIsTheLast() {
    once("GET", DATA, 404, "{\"errors\":[]}");
    assertThat(vault().read("team/pull config"))
        .isEqualTo(new VaultSecrets.Found(0, Optional.empty(), Set.of()));
    once(
        "GET",
        DATA,
        404,
        "{\"data\":{\"data\":null,\"metadata\":{\"version\":3,"
            + "\"deletion_time\":\"2026-01-01T00:00:00Z\"}}}");
    assertThat(vault().read("team/pull config"))
        .isEqualTo(new VaultSecrets.Found(3, Optional.empty(), Set.of()));
  }

  @Test
  void aWriteNamesTheVersionThatItReplaces() {
    answer("POST", DATA, 200, "{\"data\":{\"version\":8}}");
    assertThat(vault().write("team/pull config", Map.of("config.json", "{\"auths\":{}}"), 7))
        .isEqualTo(new VaultSecrets.Write.Done(8));
    assertThat(Json.parse(sent(DATA)[0].getBodyAsString()))
        .isEqualTo(
            Json.parse(
                "{\"options\":{\"cas\":7},\"data\":{\"config.json\":\"{\\\"auths\\\":{}}\"}}"));
  }

  @Test
  void aWriteThatCameTooLateIsToldApartFromOneThatIsWrong() {
    once(
        "POST",
        DATA,
        400,
        "{\"errors\":[\"check-and-set parameter did not match the current version\"]}");
    assertThat(vault().write("team/pull config", Map.of("a", "b"), 7))
        .isInstanceOf(VaultSecrets.Write.Overtaken.class);
    once("POST", DATA, 400, "{\"errors\":[\"no data provided\"]}");
    assertThatThrownBy(() -> vault().write("team/pull config", Map.of("a", "b"), 7))
        .isInstanceOf(PeerRefusedException.class)
        .hasMessageContaining("no data provided");
  }

  @Test
  void appRoleLogsInOnceAndAgainBeforeItsTokenEnds() {
    login("hvs.fakefirst", 3_600);
    login("hvs.fakesecond", 3_600);
    answer("GET", DATA, 404, "{\"errors\":[]}");
    VaultSecrets vault = vault(appRole());
    vault.read("team/pull config");
    now = now.plus(Duration.ofMinutes(44));
    vault.read("team/pull config");
    now = now.plus(Duration.ofMinutes(1));
    vault.read("team/pull config");
    assertThat(Arrays.stream(sent(DATA)).map(r -> r.getFirstHeader("Authorization")))
        .containsExactly("Bearer hvs.fakefirst", "Bearer hvs.fakefirst", "Bearer hvs.fakesecond");
    assertThat(Json.parse(sent(LOGIN)[0].getBodyAsString()))
        .isEqualTo(Json.parse("{\"role_id\":\"role-1\",\"secret_id\":\"fake-secret-id\"}"));
    assertThat(sent(LOGIN)[0].getFirstHeader("Authorization")).isEmpty();
  }

  @Test
  void a403WithATokenThatEndedEarlyLeadsToOneNewLogin() {
    login("hvs.fakefirst", 3_600);
    login("hvs.fakesecond", 3_600);
    once("GET", DATA, 403, "{\"errors\":[\"permission denied\"]}");
    answer("GET", DATA, 404, "{\"errors\":[]}");
    vault(appRole()).read("team/pull config");
    assertThat(sent(DATA)[1].getFirstHeader("Authorization")).isEqualTo("Bearer hvs.fakesecond");
  }

  @Test
  void aPermissionThatIsMissingIsRefusedAfterOneNewLogin() {
    login("hvs.fakefirst", 3_600);
    login("hvs.fakesecond", 3_600);
    answer("GET", DATA, 403, "{\"errors\":[\"1 error occurred: permission denied\"]}");
    assertThatThrownBy(() -> vault(appRole()).read("team/pull config"))
        .isInstanceOf(PeerRefusedException.class)
        .hasMessageContaining("permission denied");
    assertThat(sent(LOGIN)).hasSize(2);
    assertThat(sent(DATA)).hasSize(2);
  }

  @Test
  void ourOwnTokenIsRenewedWhereVaultLets() {
    String renew = "/v1/auth/token/renew-self";
    once("POST", renew, 200, "{\"auth\":{\"client_token\":\"hvs.faketoken\",\"renewable\":true}}");
    assertThat(vault().renewToken()).isTrue();
    once("POST", renew, 400, "{\"errors\":[\"lease is not renewable\"]}");
    assertThat(vault().renewToken()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"data\":{}}",
        "{\"data\":{\"data\":{\"config.json\":\"x\"}}}",
        "{\"data\":{\"data\":[\"" + PASSWORD + "\"],\"metadata\":{\"version\":1}}}",
        "{\"data\":{\"data\":{\"config.json\":\"" + PASSWORD,
        PASSWORD,
        "<html>" + PASSWORD + "</html>"
      })
  void anAnswerThatIsNoneIsAFailureThatShowsNothingOfIt(String body) {
    answer("GET", DATA, 200, body);
    PeerException failed =
        catchThrowableOfType(PeerException.class, () -> vault().read("team/pull config"));
    assertThat(failed).isInstanceOf(PeerAnswerException.class);
    assertThat(whole(failed)).doesNotContain(PASSWORD, "fakepassword", "hvs.faketoken");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 413, 500, 502, 503})
  void aServerThatRepeatsWhatWasSentGetsNoneOfItIntoAMessage(int status) {
    String text = "{\"auths\":{\"registry.example\":{\"auth\":\"" + PASSWORD + "\"}}}";
    answer("POST", DATA, status, "you sent: " + text);
    PeerException failed =
        catchThrowableOfType(
            PeerException.class,
            () -> vault().write("team/pull config", Map.of("config.json", text), 0));
    assertThat(whole(failed)).doesNotContain(PASSWORD, "fakepassword", "hvs.faketoken");
    assertThat(failed).hasMessageContaining(Integer.toString(status));
  }

  @Test
  void aSealedVaultIsUnreachable() {
    answer("GET", DATA, 503, "{\"errors\":[\"Vault is sealed\"]}");
    assertThatThrownBy(() -> vault().read("team/pull config"))
        .isInstanceOf(PeerUnreachableException.class)
        .hasMessageContaining("sealed");
  }

  @Test
  void aLoginThatIsRefusedShowsNoSecret() {
    answer("POST", LOGIN, 400, "{\"errors\":[\"invalid role or secret ID fake-secret-id\"]}");
    PeerException failed =
        catchThrowableOfType(PeerException.class, () -> vault(appRole()).read("team/pull config"));
    assertThat(failed).isInstanceOf(PeerRefusedException.class);
    assertThat(whole(failed)).doesNotContain("fake-secret-id");
  }
}

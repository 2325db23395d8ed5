package dev.pacer.registryauth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.Secret;
import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.OneExchange;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.time.SystemWatchdog;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.verdict.Finding;
import dev.pacer.registryauth.verdict.Verdict;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each row of the verdict table of the reference (2.7), and edge case 15. */
class HttpVerifierIT {

  private static final Login GOOD = new Login("AWS", new Secret("fake:good-password"));
  private static final Login BAD = new Login("AWS", new Secret("fake:bad-password"));

  private final FakeRegistry registry = new FakeRegistry(GOOD);
  private final SystemWatchdog watchdog = new SystemWatchdog();
  private final HttpTransport transport = new HttpTransport(TransportSettings.ORDINARY, watchdog);

  @AfterEach
  void close() throws IOException {
    registry.close();
    transport.close();
    watchdog.close();
  }

  private Finding verify(Login login, Optional<String> repository, String tag) {
    HttpVerifier verifier =
        new HttpVerifier(
            Map.of(registry.name(), new VerifySettings(repository, tag, true, Set.of())),
            Map.of(registry.name(), new OneExchange(transport)),
            new Random(5));
    return verifier.verify(registry.name(), login);
  }

  private Verdict verdict(Login login) {
    return verify(login, Optional.of("team/app"), "1").verdict();
  }

  /** Answers that to the good login only; others are refused as ever. */
  private void toTheGoodOne(Function<Request, Reply> reply) {
    registry.answers(
        request -> registry.knows(request) ? Optional.of(reply.apply(request)) : Optional.empty());
  }

  @Test
  void aGoodLoginPullsAndABadOneIsRejected() {
    assertThat(verdict(GOOD)).isEqualTo(Verdict.OK);
    assertThat(verdict(BAD)).isEqualTo(Verdict.REJECTED);
  }

  @Test
  void aMissingTagIsFine() {
    assertThat(verify(GOOD, Optional.of("team/app"), "none").verdict())
        .isEqualTo(Verdict.OK_NO_TAG);
  }

  @Test
  void withoutARepositoryOnlyTheLoginIsProven() {
    assertThat(verify(GOOD, Optional.empty(), "x").verdict()).isEqualTo(Verdict.LOGIN_ONLY);
    assertThat(verify(BAD, Optional.empty(), "x").verdict()).isEqualTo(Verdict.REJECTED);
  }

  @Test
  void aRegistryThatLetsAnythingInProvesNothing() {
    registry.answers(request -> Optional.of(Reply.json(200, "{}")));
    assertThat(verdict(GOOD)).isEqualTo(Verdict.OPEN_REGISTRY);
  }

  @Test
  void edgeCase15AMissingScopeIsToldFromAWrongPassword() {
    toTheGoodOne(
        request ->
            Reply.of(401)
                .with(
                    "WWW-Authenticate",
                    "Bearer realm=\"http://127.0.0.1/t\",scope=\"repository:a/b:pull,push\","
                        + "error=\"insufficient_scope\""));
    assertThat(verdict(GOOD)).isEqualTo(Verdict.NO_PULL_SCOPE);
  }

  @Test
  void edgeCase15A403InPlainTextThatSaysExpiredIsARejection() {
    toTheGoodOne(
        request -> Reply.text(403, "Your Authorization Token has expired. Reauthenticate"));
    assertThat(verdict(GOOD)).isEqualTo(Verdict.REJECTED);
    toTheGoodOne(request -> Reply.json(403, "{\"errors\":[{\"code\":\"DENIED\"}]}"));
    assertThat(verdict(GOOD)).isEqualTo(Verdict.NO_PULL_SCOPE);
  }

  @Test
  void troubleOfTheRegistryIsNeverTakenForARejection() {
    toTheGoodOne(request -> Reply.of(503));
    assertThat(verdict(GOOD)).isEqualTo(Verdict.UNREACHABLE);
    toTheGoodOne(request -> Reply.of(429));
    assertThat(verdict(GOOD)).isEqualTo(Verdict.THROTTLED);
    toTheGoodOne(request -> Reply.drop());
    assertThat(verdict(GOOD)).isIn(Verdict.UNREACHABLE, Verdict.UNEXPECTED);
    toTheGoodOne(request -> Reply.text(418, "a teapot"));
    assertThat(verdict(GOOD)).isEqualTo(Verdict.UNEXPECTED);
  }

  @Test
  void edgeCase15ARedirectToAnotherHostIsNotFollowed() {
    toTheGoodOne(
        request -> Reply.of(307).with("Location", "http://127.0.0.2:1/v2/team/app/manifests/1"));
    assertThat(verdict(GOOD)).isEqualTo(Verdict.UNEXPECTED);
  }

  @Test
  void edgeCase15ARealmOnAnotherHostGetsNoLogin() {
    registry.answers(
        request ->
            Optional.of(
                Reply.of(401)
                    .with(
                        "WWW-Authenticate",
                        "Bearer realm=\"https://harvest.example/token\",service=\"s\"")));
    Finding finding = verify(GOOD, Optional.of("team/app"), "1");
    assertThat(finding.verdict()).isEqualTo(Verdict.UNEXPECTED);
    assertThat(finding.reason()).contains("harvest.example").contains("realmHosts");
    assertThat(registry.asked()).hasSize(1);
  }

  @Test
  void edgeCase15ARealmOfItsOwnMayAnswerAccessTokenOnly() {
    registry.answers(
        request -> {
          if (request.path().equals("/token")) {
            return Optional.of(
                registry.knows(request)
                    ? Reply.json(200, "{\"access_token\":\"fake-token\",\"expires_in\":60}")
                    : Reply.json(401, "{}"));
          }
          boolean let =
              request.header("Authorization").filter("Bearer fake-token"::equals).isPresent();
          return Optional.of(
              let
                  ? Reply.json(200, "{}")
                  : Reply.of(401)
                      .with(
                          "WWW-Authenticate",
                          "Bearer realm=\"http://%s/token\",service=\"fake\""
                              .formatted(registry.name())));
        });
    assertThat(verdict(GOOD)).isEqualTo(Verdict.OK);
    assertThat(verdict(BAD)).isEqualTo(Verdict.REJECTED);
    assertThat(registry.asked())
        .contains("GET /token?service=fake&scope=repository%3Ateam%2Fapp%3Apull&account=AWS");
  }

  @Test
  void noFindingShowsTheLoginThatAHostileRegistrySendsBack() {
    toTheGoodOne(
        request -> Reply.text(400, "you sent " + request.header("Authorization").orElse("")));
    Finding finding = verify(GOOD, Optional.empty(), "1");
    assertThat(finding.reason()).doesNotContain(GOOD.auth()).doesNotContain("good-password");
  }
}

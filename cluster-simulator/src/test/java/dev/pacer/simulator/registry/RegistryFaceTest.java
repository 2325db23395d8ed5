package dev.pacer.simulator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegistryFaceTest {

  private static final String APP = "/v2/team/app/manifests/1";

  private static String challenge(Reply reply) {
    return reply.headers().first("Www-Authenticate").orElse("");
  }

  @Test
  void basicAsksWithItsRealmAndTakesAPasswordWithAColon() {
    TestRegistry registry = new TestRegistry("basic", "");
    Reply asked = registry.ask("GET", "/v2/", "");
    assertThat(asked.status()).isEqualTo(401);
    assertThat(challenge(asked)).isEqualTo("Basic realm=\"test\"");
    assertThat(asked.text())
        .isEqualTo(
            "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\","
                + "\"detail\":null}]}\n");
    assertThat(registry.ask("GET", "/v2/", TestRegistry.basic("puller", "s3cr:et")).status())
        .isEqualTo(200);
    assertThat(registry.ask("GET", APP, TestRegistry.basic("puller", "wrong")).status())
        .isEqualTo(401);
    assertThat(registry.ask("HEAD", APP, TestRegistry.basic("puller", "s3cr:et")).status())
        .isEqualTo(200);
  }

  @Test
  void aChangedPasswordCountsAtOnce() {
    TestRegistry registry = new TestRegistry("basic", "");
    registry.world.registries().users("test").set("puller", "new");
    assertThat(registry.ask("GET", APP, TestRegistry.basic("puller", "s3cr:et")).status())
        .isEqualTo(401);
    assertThat(registry.ask("GET", APP, TestRegistry.basic("puller", "new")).status())
        .isEqualTo(200);
    registry
        .world
        .registries()
        .users("test")
        .set("puller", "short", TestRegistry.START.plusSeconds(10));
    registry.advance(Duration.ofSeconds(10));
    assertThat(registry.ask("GET", APP, TestRegistry.basic("puller", "short")).status())
        .isEqualTo(401);
  }

  @Test
  void aMissingTagIs404ForAGoodPasswordAnd401ForABadOne() {
    TestRegistry registry = new TestRegistry("basic", "");
    String missing = "/v2/team/app/manifests/none";
    assertThat(registry.ask("HEAD", missing, TestRegistry.basic("puller", "s3cr:et")).status())
        .isEqualTo(404);
    assertThat(registry.ask("HEAD", missing, TestRegistry.basic("puller", "x")).status())
        .isEqualTo(401);
  }

  @Test
  void anOpenRegistryLetsAnyPasswordIn() {
    TestRegistry registry = new TestRegistry("open", "");
    assertThat(registry.ask("GET", "/v2/", TestRegistry.basic("who", "ever")).status())
        .isEqualTo(200);
    assertThat(registry.ask("GET", APP, "").status()).isEqualTo(200);
  }

  @Test
  void bearerNamesItsRealmAndTheScope() {
    TestRegistry registry = new TestRegistry("bearer", "");
    assertThat(challenge(registry.ask("GET", "/v2/", "")))
        .isEqualTo("Bearer realm=\"http://127.0.0.1:5000/token\",service=\"test\"");
    assertThat(challenge(registry.ask("HEAD", APP, "")))
        .isEqualTo(
            "Bearer realm=\"http://127.0.0.1:5000/token\",service=\"test\","
                + "scope=\"repository:team/app:pull\"");
    assertThat(challenge(registry.ask("PUT", APP, "")))
        .endsWith("scope=\"repository:team/app:pull,push\"");
    assertThat(challenge(registry.ask("HEAD", APP, "Bearer nonsense")))
        .endsWith(",error=\"invalid_token\"");
  }

  @Test
  void aTokenOpensWhatItWasIssuedForUntilItIsOver() {
    TestRegistry registry = new TestRegistry("bearer", "bearerLifetime: 5m");
    String token = registry.bearer("team/app", TestRegistry.basic("puller", "s3cr:et"));
    assertThat(registry.ask("GET", APP, token).status()).isEqualTo(200);
    assertThat(challenge(registry.ask("GET", "/v2/open/app/manifests/1", token)))
        .endsWith("error=\"insufficient_scope\"");
    registry.advance(Duration.ofMinutes(5));
    assertThat(challenge(registry.ask("GET", APP, token))).endsWith("error=\"invalid_token\"");
  }

  @Test
  void aRealmIssuesATokenForNothingThatOpensTheBaseOnly() {
    TestRegistry registry = new TestRegistry("bearer", "");
    String nobody = registry.bearer("team/app", "");
    String noRight = registry.bearer("closed/app", TestRegistry.basic("puller", "s3cr:et"));
    assertThat(registry.ask("GET", "/v2/", nobody).status()).isEqualTo(200);
    assertThat(challenge(registry.ask("HEAD", APP, nobody))).endsWith("\"insufficient_scope\"");
    assertThat(challenge(registry.ask("HEAD", "/v2/closed/app/manifests/1", noRight)))
        .endsWith("\"insufficient_scope\"");
    String anybody = registry.bearer("open/app", "");
    assertThat(registry.ask("GET", "/v2/open/app/manifests/1", anybody).status()).isEqualTo(200);
  }

  @Test
  void aRealmRefusesAWrongPasswordAndTakesOneByForm() {
    TestRegistry registry = new TestRegistry("bearer", "realmField: access-token");
    Reply refused =
        registry.ask(
            "GET",
            "/token?scope=repository:team/app:pull",
            TestRegistry.basic("puller", "s3cr:etx"));
    assertThat(refused.status()).isEqualTo(401);
    Reply formed =
        registry.post(
            "/token",
            "grant_type=password&username=puller&password=s3cr%3Aet&service=test"
                + "&scope=repository%3Ateam%2Fapp%3Apull");
    assertThat(formed.text()).contains("\"access_token\"").doesNotContain("\"token\"");
    assertThat(registry.ask("GET", APP, "Bearer " + TestRegistry.token(formed)).status())
        .isEqualTo(200);
    assertThat(registry.post("/token", "grant_type=magic").status()).isEqualTo(400);
  }

  @Test
  void ecrAsksAndRefusesAsEcrDoes() {
    TestRegistry registry = new TestRegistry("ecr", "");
    Reply asked = registry.ask("GET", "/v2/", "");
    assertThat(asked.status()).isEqualTo(401);
    assertThat(challenge(asked))
        .isEqualTo(
            "Basic realm=\"https://000000000000.dkr.ecr.us-east-1.amazonaws.com/\","
                + "service=\"ecr.amazonaws.com\"");
    assertThat(asked.text()).isEqualTo("Not Authorized\n");
    assertThat(registry.ask("GET", "/v2/", TestRegistry.basic("AWS", "wrong")).status())
        .isEqualTo(401);
    String good = registry.ecrLogin();
    assertThat(registry.ask("HEAD", APP, good).status()).isEqualTo(200);
    assertThat(registry.ask("HEAD", "/v2/no/such/manifests/1", good).text())
        .contains("NAME_UNKNOWN")
        .contains("000000000000");
    Reply closed = registry.ask("GET", "/v2/closed/app/manifests/1", good);
    assertThat(closed.status()).isEqualTo(403);
    assertThat(closed.text())
        .contains("DENIED")
        .contains("not authorized")
        .doesNotContain("xpired");
  }

  @Test
  void ecrSaysThatATokenIsOverInOneOfItsTwoWays() {
    TestRegistry text = new TestRegistry("ecr", "");
    String login = text.ecrLogin();
    text.advance(Duration.ofHours(12));
    Reply over = text.ask("GET", "/v2/", login);
    assertThat(over.status()).isEqualTo(403);
    assertThat(over.headers().first("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(over.text()).contains("expired");

    TestRegistry json = new TestRegistry("ecr", "expiredAnswer: json");
    String revoked = json.ecrLogin();
    json.world.aws().registryTokens().revokeAll();
    Reply dead = json.ask("GET", "/v2/", revoked);
    assertThat(dead.status()).isEqualTo(403);
    assertThat(dead.text()).contains("\"DENIED\"").contains("expired");
  }

  @Test
  void ecrPublicAnswersWhatIsOverWith400AndNoChallenge() {
    TestRegistry registry = new TestRegistry("ecr-public", "bearerLifetime: 1m");
    String login = registry.ecrLogin();
    String token = registry.bearer("team/app", login);
    assertThat(registry.ask("GET", APP, token).status()).isEqualTo(200);
    registry.advance(Duration.ofMinutes(1));
    Reply over = registry.ask("GET", APP, token);
    assertThat(over.status()).isEqualTo(400);
    assertThat(challenge(over)).isEmpty();
    registry.advance(Duration.ofHours(12));
    Reply realm = registry.ask("GET", "/token?scope=repository:team/app:pull", login);
    assertThat(realm.status()).isEqualTo(400);
    assertThat(challenge(realm)).isEmpty();
  }

  @Test
  void manifestsAndBlobsAreWhatTheirDigestsSay() {
    TestRegistry registry = new TestRegistry("open", "");
    Reply manifest = registry.ask("GET", APP, "");
    String digest = manifest.headers().first("Docker-Content-Digest").orElseThrow();
    assertThat(TinyImage.digest(manifest.bytes())).isEqualTo(digest);
    assertThat(registry.ask("GET", "/v2/team/app/manifests/" + digest, "").text())
        .isEqualTo(manifest.text());
    String config = manifest.text().replaceAll("(?s).*?\"digest\":\"(sha256:[0-9a-f]+)\".*", "$1");
    Reply blob = registry.ask("GET", "/v2/team/app/blobs/" + config, "");
    assertThat(TinyImage.digest(blob.bytes())).isEqualTo(config);
    assertThat(registry.ask("GET", "/v2/team/app/manifests/2", "").text())
        .isNotEqualTo(manifest.text());
    assertThat(registry.ask("GET", "/v2/open/app/blobs/" + config, "").status()).isEqualTo(404);
  }

  @Test
  void tagsAndRepositoriesAreListedByPages() {
    TestRegistry registry = new TestRegistry("open", "");
    assertThat(registry.ask("GET", "/v2/team/app/tags/list", "").text())
        .isEqualTo("{\"name\":\"team/app\",\"tags\":[\"1\",\"2\"]}\n");
    assertThat(registry.ask("GET", "/v2/team/app/tags/list?n=1&last=1", "").text())
        .isEqualTo("{\"name\":\"team/app\",\"tags\":[\"2\"]}\n");
    assertThat(registry.ask("GET", "/v2/_catalog?n=2", "").text())
        .isEqualTo("{\"repositories\":[\"closed/app\",\"open/app\"]}\n");
  }

  @Test
  void nothingIsTakenIn() {
    TestRegistry registry = new TestRegistry("open", "");
    assertThat(registry.ask("PUT", APP, "").status()).isEqualTo(405);
    assertThat(registry.ask("POST", "/v2/team/app/blobs/uploads/", "").status()).isEqualTo(405);
  }

  @Test
  void usesAreCountedByPasswordAlsoThroughTheRealm() {
    TestRegistry registry = new TestRegistry("bearer", "");
    String token = registry.bearer("team/app", TestRegistry.basic("puller", "s3cr:et"));
    registry.ask("GET", APP, token);
    registry.ask("HEAD", APP, token);
    registry.ask("GET", "/token", TestRegistry.basic("puller", "old"));
    assertThat(registry.model.uses().of("s3cr:et")).isEqualTo(new Uses.Count(1, 0, 1));
    assertThat(registry.model.uses().of("old")).isEqualTo(new Uses.Count(0, 1, 0));
    assertThat(registry.model.uses().all().toString()).doesNotContain("s3cr");
    assertThat(registry.world.simulation().log().entries().toString()).doesNotContain("s3cr");
  }

  @Test
  void faultsStrikeByRouteAndRepository() {
    TestRegistry registry = new TestRegistry("open", "");
    FaultRules faults = registry.world.faults();
    faults.add(
        FaultRules.Rule.once(
            "limit",
            call ->
                call.service().equals("registry")
                    && call.operation().equals("HEAD /v2/{name}/manifests/{reference}")
                    && call.subject().equals("team/app"),
            0,
            new Fault.Refuse(429, "TOOMANYREQUESTS", "slow down")));
    assertThat(registry.ask("GET", APP, "").status()).isEqualTo(200);
    assertThat(registry.ask("HEAD", APP, "").status()).isEqualTo(429);
    assertThat(registry.ask("HEAD", APP, "").status()).isEqualTo(200);
    faults.add(FaultRules.Rule.once("gone", call -> true, 0, new Fault.Partition()));
    assertThat(registry.ask("GET", APP, "").isDrop()).isTrue();
    faults.add(
        FaultRules.Rule.once("slow", call -> true, 0, new Fault.Delay(Duration.ofSeconds(7))));
    assertThat(registry.ask("GET", APP, "").status()).isEqualTo(200);
    assertThat(registry.pauses).containsExactly(Duration.ofSeconds(7));
    faults.add(
        FaultRules.Rule.once("html", call -> true, 0, new Fault.Garble(-1, "<html>busy</html>")));
    assertThat(registry.ask("GET", APP, "").text()).isEqualTo("<html>busy</html>");
  }
}

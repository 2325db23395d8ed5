package dev.pacer.registryauth.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pacer.cluster.Secret;
import dev.pacer.frame.http.Headers;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.registryauth.archive.DockerArchive;
import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.dockerconfig.DockerConfig;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.ReadBack;
import dev.pacer.registryauth.publish.TargetId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveHandlerTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final RegistryName REGISTRY = new RegistryName("registry.example");
  private static final RegistryName OTHER = new RegistryName("other.example");
  private static final String FIRST = "fakecapability0123456789";
  private static final String SECOND = "fakecapability9876543210";

  private Instant now = NOON;
  private final ArchiveTarget open = target("open");
  private final ArchiveTarget team = target("team");
  private final AgentAddresses agents = new AgentAddresses();
  private final List<String> answered = new ArrayList<>();
  private final ArchiveHandler handler =
      new ArchiveHandler(
          List.of(
              new Profile("open", open, List.of()),
              new Profile("team", team, List.of(capability(FIRST), capability(SECOND)))),
          new Callers(List.of(AddressRange.of("127.0.0.0/8")), agents),
          new RateLimit(10, 100, () -> now),
          (profile, status) -> answered.add(profile + " " + status));

  private static Capability capability(String text) {
    return new Capability(new Secret(text));
  }

  private ArchiveTarget target(String name) {
    return new ArchiveTarget(
        new TargetId(name),
        new SecretKeySpec("fake-key".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"),
        () -> now);
  }

  private static Credential ends(String password, Instant end) {
    return new Credential(
        new Login("u", new Secret(password)), NOON.minusSeconds(1), Optional.of(end), true);
  }

  private static CredentialSet set(Credential credential) {
    return new CredentialSet(Map.of(REGISTRY, credential));
  }

  private Reply get(String target) {
    return handler.handle(Request.of("GET", target));
  }

  private Reply from(String address) throws UnknownHostException {
    Request local = Request.of("GET", "/v1/open/docker.tar.gz");
    return handler.handle(
        new Request(
            local.method(),
            local.rawPath(),
            local.rawQuery(),
            local.headers(),
            local.content(),
            new Request.Peer(InetAddress.getByName(address), 0, false),
            Map.of()));
  }

  @Test
  void theArchiveIsServedWithWhatKeepsCachesOut() {
    Credential credential = ends("fake", NOON.plusSeconds(60));
    open.publish(set(credential));
    Reply reply = get("/v1/open/docker.tar.gz");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.bytes())
        .isEqualTo(DockerArchive.of(DockerConfig.of(Map.of(REGISTRY, credential.login()))));
    assertThat(reply.headers().first("Cache-Control")).contains("no-store");
    assertThat(reply.headers().first("Content-Type")).contains("application/gzip");
    assertThat(answered).containsExactly("open 200");
  }

  @Test
  void whileNothingLivesTheAnswerIs503AndNeverAnEmptyArchive() {
    assertThat(get("/v1/open/docker.tar.gz").status()).isEqualTo(503);
    open.publish(set(ends("fake", NOON.plusSeconds(60))));
    now = NOON.plusSeconds(59);
    assertThat(get("/v1/open/docker.tar.gz").status()).isEqualTo(200);
    now = NOON.plusSeconds(60);
    assertThat(get("/v1/open/docker.tar.gz").status()).isEqualTo(503);
    open.publish(set(ends("fake-2", NOON.plusSeconds(120))));
    assertThat(get("/v1/open/docker.tar.gz").status()).isEqualTo(200);
    open.publish(CredentialSet.EMPTY);
    assertThat(get("/v1/open/docker.tar.gz").status()).isEqualTo(503);
  }

  @Test
  void oneDeadLoginDoesNotTakeTheOthersAlong() {
    open.publish(
        set(ends("fake", NOON.plusSeconds(10))).with(OTHER, ends("x", NOON.plusSeconds(60))));
    now = NOON.plusSeconds(30);
    assertThat(get("/v1/open/docker.tar.gz").status()).isEqualTo(200);
    open.publish(set(ends("fake", NOON.plusSeconds(10))));
    assertThat(get("/v1/open/docker.tar.gz").status()).isEqualTo(503);
  }

  @Test
  void aTagStandsForOneArchiveAndTellsNothingOfIt() {
    open.publish(set(ends("fake", NOON.plusSeconds(60))));
    String tag = get("/v1/open/docker.tar.gz").headers().first("ETag").orElseThrow();
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    Reply same =
        handler.handle(
            Request.of(
                "GET", "/v1/open/docker.tar.gz", Headers.of("If-None-Match", tag), new byte[0]));
    assertThat(same.status()).isEqualTo(304);
    open.publish(set(ends("fake-2", NOON.plusSeconds(90))));
    assertThat(get("/v1/open/docker.tar.gz").headers().first("ETag").orElseThrow())
        .isNotEqualTo(tag);
    ArchiveTarget otherKey =
        new ArchiveTarget(new TargetId("o"), new SecretKeySpec(new byte[] {1}, "x"), () -> now);
    otherKey.publish(set(ends("fake-2", NOON.plusSeconds(90))));
    assertThat(otherKey.living().orElseThrow().tag())
        .isNotEqualTo(open.living().orElseThrow().tag());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/" + FIRST + "/team/docker.tar.gz, 200",
    "/v1/" + SECOND + "/team/docker.tar.gz, 200",
    "/v1/team/docker.tar.gz, 404",
    "/v1/fakecapability0123456780/team/docker.tar.gz, 404",
    "/v1//team/docker.tar.gz, 404",
    "/v1/" + FIRST + "/open/docker.tar.gz, 404",
    "/v1/" + FIRST + "/none/docker.tar.gz, 404",
    "/v1/" + FIRST + "/team/, 404",
    "/v1/" + FIRST + "/team/other.tar.gz, 404",
    "/v1/open/../open/docker.tar.gz, 404",
    "/v2/open/docker.tar.gz, 404",
    "/, 404",
    "/v1/open/docker.tar.gz?v=2, 400",
  })
  void onlyTheWholePathOpensAProfile(String target, int status) {
    open.publish(set(ends("fake", NOON.plusSeconds(60))));
    team.publish(set(ends("fake", NOON.plusSeconds(60))));
    assertThat(get(target).status()).isEqualTo(status);
  }

  @Test
  void archivesCanOnlyBeRead() {
    open.publish(set(ends("fake", NOON.plusSeconds(60))));
    for (String method : List.of("PUT", "POST", "DELETE", "OPTIONS", "TRACE")) {
      assertThat(handler.handle(Request.of(method, "/v1/open/docker.tar.gz")).status())
          .isEqualTo(405);
    }
  }

  @Test
  void onlyAgentsAndFixedRangesMayAskAndAnAgentStaysForAWhileAfterItLeft() throws Exception {
    open.publish(set(ends("fake", NOON.plus(Duration.ofDays(1)))));
    InetAddress agent = InetAddress.getByName("10.1.2.3");
    InetAddress another = InetAddress.getByName("10.1.2.4");
    assertThat(from("10.1.2.3").status()).isEqualTo(403);
    agents.saw(Set.of(agent), now);
    assertThat(from("10.1.2.3").status()).isEqualTo(200);
    now = NOON.plus(Duration.ofMinutes(10));
    agents.saw(Set.of(), now);
    assertThat(from("10.1.2.3").status()).isEqualTo(200);
    now = NOON.plus(Duration.ofHours(9));
    // No list came meanwhile, so nobody has left.
    assertThat(from("10.1.2.3").status()).isEqualTo(200);
    agents.saw(Set.of(another), now);
    assertThat(from("10.1.2.3").status()).isEqualTo(403);
    assertThat(from("10.1.2.4").status()).isEqualTo(200);
    assertThat(from("127.9.9.9").status()).isEqualTo(200);
    assertThat(from("::1").status()).isEqualTo(403);
  }

  @Test
  void aCallerInALoopIsHeldBackAndOthersAreNot() throws Exception {
    open.publish(set(ends("fake", NOON.plusSeconds(60))));
    for (int i = 0; i < 100; i++) {
      assertThat(from("127.0.0.1").status()).isEqualTo(200);
    }
    assertThat(from("127.0.0.1").status()).isEqualTo(429);
    assertThat(from("127.0.0.2").status()).isEqualTo(200);
    now = now.plusMillis(100);
    assertThat(from("127.0.0.1").status()).isEqualTo(200);
    assertThat(from("127.0.0.1").status()).isEqualTo(429);
    now = now.minusSeconds(3_600);
    assertThat(from("127.0.0.1").status()).isEqualTo(429);
  }

  @Test
  void anOlderCredentialNeverReplacesANewerOne() {
    Credential newer = ends("fake-new", NOON.plusSeconds(60));
    open.publish(set(newer));
    assertThat(open.publish(set(ends("fake-old", NOON.plusSeconds(30)))))
        .isEqualTo(new PublishOutcome.Published(false, Set.of(REGISTRY)));
    assertThat(open.readBack()).isEqualTo(new ReadBack.Held(Map.of(REGISTRY, newer.login())));
  }

  @Test
  void nothingThatIsServedShowsASecretAsText() {
    open.publish(set(ends("fake-secret", NOON.plusSeconds(60))));
    assertThat(open.living().orElseThrow().toString()).doesNotContain("fake-secret");
    assertThat(new Profile("team", team, List.of(capability(FIRST))).toString())
        .doesNotContain(FIRST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "has space has space has space", "abcdefghijklmnopqrstu"})
  void aCapabilityThatCouldBeGuessedIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> capability(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.1/8", "10.0.0.0/33", "host/8", "fd00::1/8", "/8"})
  void aRangeThatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.0/9, 10.128.0.0, false",
    "0.0.0.0/0, 192.0.2.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "192.0.2.7/32, 192.0.2.7, true",
    "192.0.2.7/32, 192.0.2.6, false",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe00::1, false",
  })
  void aRangeHoldsWhatBeginsWithItsBits(String range, String address, boolean in)
      throws UnknownHostException {
    assertThat(AddressRange.of(range).contains(InetAddress.getByName(address))).isEqualTo(in);
  }
}

package dev.pacer.systemtests.pulls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pacer.cluster.Secret;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Listening;
import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.publish.TargetId;
import dev.pacer.registryauth.serve.AddressRange;
import dev.pacer.registryauth.serve.AgentAddresses;
import dev.pacer.registryauth.serve.ArchiveHandler;
import dev.pacer.registryauth.serve.ArchiveServing;
import dev.pacer.registryauth.serve.ArchiveTarget;
import dev.pacer.registryauth.serve.Callers;
import dev.pacer.registryauth.serve.Profile;
import dev.pacer.registryauth.serve.RateLimit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a credential into a sandbox: our server, curl, bsdtar, and the real clients there. */
class FetchedArchiveIT {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path sandbox;
  private Instant now = NOON;
  private final TinyRegistry registry = new TinyRegistry();
  private final ArchiveTarget target =
      new ArchiveTarget(
          new TargetId("team"),
          new SecretKeySpec("fake-key".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"),
          () -> now);
  private HttpServing serving;
  private Path curl;
  private Path bsdtar;

  @BeforeEach
  void serve() {
    curl = require("curl", "curl");
    bsdtar = require("bsdtar", "libarchive-tools");
    serving =
        ArchiveServing.start(
            Listening.loopback(0),
            false,
            new ArchiveHandler(
                List.of(new Profile("team", target, List.of())),
                new Callers(List.of(AddressRange.of("127.0.0.0/8")), new AgentAddresses()),
                new RateLimit(1_000, 1_000, () -> now),
                (profile, status) -> {}));
  }

  @AfterEach
  void stop() {
    if (serving != null) {
      serving.close();
    }
    registry.close();
  }

  private static Path require(String program, String from) {
    Optional<Path> found = RealClients.program(program);
    assumeTrue(found.isPresent(), "needs " + program + " (apt-get install " + from + ")");
    return found.orElseThrow();
  }

  private void publish() {
    target.publish(
        new CredentialSet(
            Map.of(
                new RegistryName(registry.host()),
                new Credential(
                    new Login(TinyRegistry.USER, new Secret(TinyRegistry.PASSWORD)),
                    NOON,
                    Optional.of(NOON.plusSeconds(60)),
                    true))));
  }

  private RealClients.Ran fetch() {
    return RealClients.curl(
        curl,
        serving.uri().resolve("/v1/team/docker.tar.gz").toString(),
        sandbox.resolve("docker.tar.gz"));
  }

  @Test
  void aFetchedArchiveLetsDockerAndSkopeoPullFromTheSandbox() throws Exception {
    publish();
    assertThat(fetch().said()).isEqualTo("200");
    assertThat(RealClients.unpack(bsdtar, sandbox.resolve("docker.tar.gz"), sandbox).status())
        .isZero();
    Path config = sandbox.resolve(".docker/config.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config.getParent())))
        .isEqualTo("rwx------");
    String image = registry.host() + "/team/app:1";
    Path skopeo = require("skopeo", "skopeo");
    assertThat(RealClients.skopeoInspects(skopeo, sandbox, Optional.empty(), image).pulled())
        .isTrue();
    Optional<Path> docker = RealClients.docker();
    assumeTrue(docker.isPresent(), "needs Docker's client 20.10");
    assertThat(RealClients.dockerInspects(docker.orElseThrow(), sandbox, image).pulled()).isTrue();
  }

  @Test
  void withoutALivingCredentialTheFetchFailsAndNoTaskRunsAsNobody() {
    assertThat(fetch().said()).isEqualTo("503");
    publish();
    assertThat(fetch().said()).isEqualTo("200");
    now = NOON.plusSeconds(60);
    assertThat(fetch().said()).isEqualTo("503");
  }

  @Test
  void withoutTheArchiveNothingIsPulled() {
    String image = registry.host() + "/team/app:1";
    Path skopeo = require("skopeo", "skopeo");
    RealClients.Ran ran = RealClients.skopeoInspects(skopeo, sandbox, Optional.empty(), image);
    assertThat(ran.pulled()).isFalse();
    assertThat(ran.said()).contains("unauthorized");
  }
}

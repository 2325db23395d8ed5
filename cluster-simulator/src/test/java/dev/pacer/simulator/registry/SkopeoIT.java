package dev.pacer.simulator.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pacer.cluster.time.SystemPause;
import dev.pacer.simulator.scenario.ScenarioReader;
import dev.pacer.simulator.world.Ports;
import dev.pacer.simulator.world.ServedWorld;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Skopeo, which we did not write, pulls from the simulated registries. */
class SkopeoIT {

  private static final Path SKOPEO = Path.of("/usr/bin/skopeo");
  private static final String SCENARIO =
      """
      version: 1
      registries:
      - {name: ecr, kind: ecr, repositories: [{name: team/app, tags: ['1']}]}
      - {name: basic, kind: basic, users: {puller: 's3cr:et'}, repositories: [{name: team/app, tags: ['1']}]}
      - {name: bearer, kind: bearer, users: {puller: 's3cr:et'}, repositories: [{name: team/app, tags: ['1']}]}
      - {name: public, kind: ecr-public, repositories: [{name: team/app, access: everybody, tags: ['1']}]}
      """;

  private static final ExecutorService THREADS = Executors.newCachedThreadPool();
  private static ServedWorld served;

  @TempDir private Path folder;

  @BeforeAll
  static void serve() throws IOException {
    served =
        ServedWorld.start(
            ScenarioReader.FILE.read("scenario", SCENARIO, Path.of(".")).orThrow(),
            Ports.free(),
            new ServedWorld.Running(1, 1, InstantSource.system(), new SystemPause(), THREADS));
  }

  @AfterAll
  static void end() {
    served.close();
    THREADS.shutdownNow();
  }

  @BeforeEach
  void skopeoIsThere() {
    assumeTrue(
        Files.isExecutable(SKOPEO), "skipped: skopeo is not installed (apt-get install skopeo)");
  }

  private static String host(String registry) {
    return URI.create(String.valueOf(served.endpoints().registries().get(registry))).getAuthority();
  }

  private static String auth(String login) {
    return Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  private record Run(int exit, String output) {}

  /** Pulls with a config.json of one login, or of none. */
  private Run pull(String registry, String auth) throws Exception {
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        auth.isEmpty()
            ? "{\"auths\":{}}"
            : "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(host(registry), auth));
    ProcessBuilder builder =
        new ProcessBuilder(
                SKOPEO.toString(),
                "--insecure-policy",
                "copy",
                "--src-tls-verify=false",
                "--authfile",
                config.toString(),
                "docker://%s/team/app:1".formatted(host(registry)),
                "dir:" + folder.resolve("image"))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), output);
  }

  @Test
  void itPullsFromEcrWithATokenOfTheAccountOnly() throws Exception {
    String token =
        served
            .turn()
            .take(() -> served.world().aws().registryTokens().issue().authorizationToken());
    Run good = pull("ecr", token);
    assertThat(good.exit()).as(good.output()).isZero();
    assertThat(folder.resolve("image/manifest.json")).exists();
    Run none = pull("ecr", "");
    assertThat(none.exit()).as(none.output()).isNotZero();
    served
        .turn()
        .take(
            () -> {
              served.world().aws().registryTokens().revokeAll();
              return true;
            });
    Run dead = pull("ecr", token);
    assertThat(dead.exit()).as(dead.output()).isNotZero();
    assertThat(dead.output()).contains("403").contains("expired");
  }

  @Test
  void itPullsFromABasicRegistry() throws Exception {
    assertThat(pull("basic", auth("puller:s3cr:et")).exit()).isZero();
    assertThat(pull("basic", auth("puller:s3cr:etx")).output()).contains("unauthorized");
  }

  @Test
  void itPullsThroughATokenRealm() throws Exception {
    assertThat(pull("bearer", auth("puller:s3cr:et")).exit()).isZero();
    Run wrong = pull("bearer", auth("puller:wrong"));
    assertThat(wrong.exit()).isNotZero();
    assertThat(pull("bearer", "").exit()).isNotZero();
  }

  @Test
  void itPullsFromEcrPublicWithoutALogin() throws Exception {
    Run open = pull("public", "");
    assertThat(open.exit()).as(open.output()).isZero();
  }
}

package dev.pacer.systemtests.pulls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pacer.cluster.Secret;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.dockerconfig.ConfigMerge;
import dev.pacer.registryauth.dockerconfig.ConfigReading;
import dev.pacer.registryauth.dockerconfig.DockerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the real docker client and the real skopeo make of each shape of a config.json, and that
 * ours works with both in place of each that does not.
 *
 * <p>In the texts H is the registry's host and port, N its host alone, A the right {@code auth}, W
 * a wrong one.
 */
class DockerConfigTableIT {

  /** Shapes that clients read at random, because Go walks maps in any order. */
  private static final int RANDOM_RUNS = 60;

  /** Ours has one entry of the host, so nothing is left to chance. */
  private static final int OUR_RUNS = 10;

  private static TinyRegistry registry;
  private static Optional<Path> docker = Optional.empty();
  private static Optional<Path> skopeo = Optional.empty();

  @TempDir Path home;

  @BeforeAll
  static void start() {
    registry = new TinyRegistry();
    docker = RealClients.docker();
    skopeo = RealClients.program("skopeo");
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  private static String text(String shape) {
    return shape
        .replace("'", "\"")
        .replace("<H>", registry.host())
        .replace("<N>", registry.host().replaceAll(":.*", ""))
        .replace("<A>", TinyRegistry.auth())
        .replace("<W>", TinyRegistry.auth("wrong"));
  }

  private Path config(String text) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".docker"));
    return Files.writeString(folder.resolve("config.json"), text);
  }

  private static Path requireDocker() {
    assumeTrue(
        docker.isPresent(),
        "needs Docker's client 20.10 (scripts/test unpacks Debian's docker.io)");
    return docker.orElseThrow();
  }

  private static Path requireSkopeo() {
    assumeTrue(skopeo.isPresent(), "needs skopeo (apt-get install skopeo)");
    return skopeo.orElseThrow();
  }

  private RealClients.Ran docker(String image) {
    return RealClients.dockerInspects(requireDocker(), home, registry.host() + "/" + image);
  }

  private RealClients.Ran skopeo(String image) {
    return RealClients.skopeoInspects(
        requireSkopeo(),
        home,
        Optional.of(home.resolve(".docker/config.json")),
        registry.host() + "/" + image);
  }

  /** A helper that knows the right password, or a wrong one. */
  private void helper(String name, String password) throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path script =
        Files.writeString(
            bin.resolve("docker-credential-" + name),
            """
            #!/bin/sh
            cat >/dev/null
            printf '{"ServerURL":"%s","Username":"%s","Secret":"%s"}'
            """
                .formatted(registry.host(), TinyRegistry.USER, password));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        // The shape, then whether docker and skopeo pull with it.
        Arguments.of("{'auths':{'<H>':{'auth':'<A>'}}}", true, true),
        Arguments.of("{'auths':{'http://<H>':{'auth':'<A>'}}}", true, true),
        Arguments.of("{'auths':{'https://<H>':{'auth':'<A>'}}}", true, true),
        Arguments.of("{'auths':{'https://<H>/':{'auth':'<A>'}}}", true, true),
        Arguments.of("{'auths':{'https://<H>/v1/':{'auth':'<A>'}}}", true, true),
        Arguments.of("{'auths':{'https://<H>/v2/':{'auth':'<A>'}}}", true, true),
        Arguments.of("{'auths':{'<H>/':{'auth':'<A>'}}}", true, false),
        Arguments.of("{'auths':{'HTTPS://<H>':{'auth':'<A>'}}}", false, false),
        Arguments.of("{'auths':{' <H>':{'auth':'<A>'}}}", false, false),
        Arguments.of("\uFEFF{'auths':{'<H>':{'auth':'<A>'}}}", false, false),
        Arguments.of("{'auths':null}", false, false),
        Arguments.of("{'auths':{'<H>':{'auth':'<A>'}},'unknown':{'a':[1]}}", true, true),
        Arguments.of("{'auths':{'<H>':{'auth':'<A>','unknown':1}}}", true, true),
        Arguments.of("{'auths':{'<H>':{'auth':'<A>','email':null}}}", true, true),
        Arguments.of("{'auths':{'<H>':{'auth':'<A>'},'other.example':{}}}", true, true),
        Arguments.of("{'auths':{'<H>':{'auth':'<A>'}}}\n", true, true),
        Arguments.of("{'auths':{'<N>':{'auth':'<A>'}}}", false, false),
        Arguments.of(
            "{'auths':{'<H>':{'username':'puller','password':'fake:s3cret'}}}", true, false),
        Arguments.of("{'auths':{'<H>':{'auth':'<A>'}", false, false),
        // What our ledger in a store looks like.
        Arguments.of(
            "{'auths':{'<H>':{'auth':'<A>'}},'pacerLedger':{'format':1,'registries':{}}}",
            true,
            true));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void dockerReadsAShape(String shape, boolean dockerPulls, boolean skopeoPulls) throws Exception {
    config(text(shape));
    RealClients.Ran ran = docker("team/app:1");
    assertThat(ran.pulled()).as(ran.said()).isEqualTo(dockerPulls);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void skopeoReadsAShape(String shape, boolean dockerPulls, boolean skopeoPulls) throws Exception {
    config(text(shape));
    RealClients.Ran ran = skopeo("team/app:1");
    assertThat(ran.pulled()).as(ran.said()).isEqualTo(skopeoPulls);
  }

  @Test
  void dockerPassesOverALineBreakInsideTheBase64() throws Exception {
    config(text("{'auths':{'<H>':{'auth':'" + broken() + "'}}}"));
    assertThat(docker("team/app:1").pulled()).isTrue();
  }

  @Test
  void skopeoPassesOverALineBreakInsideTheBase64() throws Exception {
    config(text("{'auths':{'<H>':{'auth':'" + broken() + "'}}}"));
    assertThat(skopeo("team/app:1").pulled()).isTrue();
  }

  private static String broken() {
    String auth = TinyRegistry.auth();
    return auth.substring(0, 8) + "\\n" + auth.substring(8);
  }

  @Test
  void dockerTakesANamespacesLoginForTheWholeHost() throws Exception {
    config(text("{'auths':{'<H>/team':{'auth':'<A>'}}}"));
    assertThat(docker("team/app:1").pulled()).isTrue();
    assertThat(docker("another/app:1").pulled()).isTrue();
  }

  @Test
  void skopeoTakesANamespacesLoginForThatAlone() throws Exception {
    config(text("{'auths':{'<H>/team':{'auth':'<A>'}}}"));
    assertThat(skopeo("team/app:1").pulled()).isTrue();
    assertThat(skopeo("another/app:1").pulled()).isFalse();
  }

  @Test
  void dockerReadsTheOldFileWhereThereIsNoNewOne() throws Exception {
    Files.write(home.resolve(".dockercfg"), DockerConfig.legacyOf(ours()));
    assertThat(docker("team/app:1").pulled()).isTrue();
    config("{\"auths\":{}}");
    assertThat(docker("team/app:1").pulled()).isFalse();
  }

  @Test
  void skopeoReadsTheOldFileWhereThereIsNoNewOne() throws Exception {
    Files.write(home.resolve(".dockercfg"), DockerConfig.legacyOf(ours()));
    assertThat(
            RealClients.skopeoInspects(
                    requireSkopeo(), home, Optional.empty(), registry.host() + "/team/app:1")
                .pulled())
        .isTrue();
  }

  @Test
  void dockerAsksAHelperOfTheHostFirstAndTheFileWhenItIsMissing() throws Exception {
    config(text("{'credHelpers':{'<H>':'test'},'auths':{'<H>':{'auth':'<A>'}}}"));
    assertThat(docker("team/app:1").pulled()).isTrue();
    helper("test", "wrong");
    assertThat(docker("team/app:1").pulled()).isFalse();
    merge();
    assertThat(docker("team/app:1").pulled()).isTrue();
  }

  @Test
  void skopeoAsksAHelperOfTheHostFirstAndFailsWhenItIsMissing() throws Exception {
    config(text("{'credHelpers':{'<H>':'test'},'auths':{'<H>':{'auth':'<A>'}}}"));
    assertThat(skopeo("team/app:1").pulled()).isFalse();
    helper("test", "wrong");
    assertThat(skopeo("team/app:1").pulled()).isFalse();
    merge();
    assertThat(skopeo("team/app:1").pulled()).isTrue();
  }

  @Test
  void dockerAsksTheHelperOfAllFirstAndTheFileWhenItIsMissing() throws Exception {
    config(text("{'credsStore':'test','auths':{'<H>':{'auth':'<A>'}}}"));
    assertThat(docker("team/app:1").pulled()).isTrue();
    helper("test", "wrong");
    assertThat(docker("team/app:1").pulled()).isFalse();
    helper("test", TinyRegistry.PASSWORD);
    config("{\"credsStore\":\"test\"}");
    assertThat(docker("team/app:1").pulled()).isTrue();
  }

  @Test
  void skopeoPassesOverTheHelperOfAll() throws Exception {
    helper("test", "wrong");
    config(text("{'credsStore':'test','auths':{'<H>':{'auth':'<A>'}}}"));
    assertThat(skopeo("team/app:1").pulled()).isTrue();
    helper("test", TinyRegistry.PASSWORD);
    config("{\"credsStore\":\"test\"}");
    assertThat(skopeo("team/app:1").pulled()).isFalse();
  }

  @Test
  void dockerAlwaysTakesTheExactKeyAlsoWhereItIsWrong() throws Exception {
    String wrong = text("{'auths':{'https://<H>':{'auth':'<A>'},'<H>':{'auth':'<W>'}}}");
    for (int run = 0; run < RANDOM_RUNS / 3; run++) {
      config(wrong);
      assertThat(docker("team/app:1").pulled()).isFalse();
    }
    merge();
    assertThat(docker("team/app:1").pulled()).isTrue();
  }

  static Stream<Arguments> randomShapes() {
    return Stream.of(
        Arguments.of("{'auths':{'https://<H>':{'auth':'<A>'},'http://<H>/v1/':{'auth':'<W>'}}}"),
        Arguments.of("{'auths':{'<H>':{'auth':'<A>'},'other.example':{'auth':'!!!'}}}"),
        Arguments.of("{'auths':{'<H>':{'auth':'<A>'},'null':{'auth':'null'}}}"));
  }

  @ParameterizedTest
  @MethodSource("randomShapes")
  void dockerReadsSomeShapesAtRandomAndOursNever(String shape) throws Exception {
    config(text(shape));
    int failed = 0;
    for (int run = 0; run < RANDOM_RUNS; run++) {
      RealClients.Ran ran = docker("team/app:1");
      failed += ran.pulled() ? 0 : 1;
    }
    // Printed and not asserted: it is chance.
    System.out.printf("docker failed %d of %d times with %s%n", failed, RANDOM_RUNS, shape);
    assertThat(failed).isLessThan(RANDOM_RUNS);
    merge();
    for (int run = 0; run < OUR_RUNS; run++) {
      RealClients.Ran ran = docker("team/app:1");
      assertThat(ran.pulled()).as(ran.said()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("randomShapes")
  void skopeoReadsOursEachTime(String shape) throws Exception {
    config(text(shape));
    int failed = 0;
    for (int run = 0; run < RANDOM_RUNS; run++) {
      failed += skopeo("team/app:1").pulled() ? 0 : 1;
    }
    System.out.printf("skopeo failed %d of %d times with %s%n", failed, RANDOM_RUNS, shape);
    merge();
    for (int run = 0; run < OUR_RUNS; run++) {
      RealClients.Ran ran = skopeo("team/app:1");
      assertThat(ran.pulled()).as(ran.said()).isTrue();
    }
  }

  @Test
  void whatWeWriteAnewWorksWithDocker() throws Exception {
    config(new String(DockerConfig.of(ours()), StandardCharsets.UTF_8));
    assertThat(docker("team/app:1").pulled()).isTrue();
  }

  @Test
  void whatWeWriteAnewWorksWithSkopeo() throws Exception {
    config(new String(DockerConfig.of(ours()), StandardCharsets.UTF_8));
    assertThat(skopeo("team/app:1").pulled()).isTrue();
  }

  private static Map<RegistryName, Login> ours() {
    return Map.of(
        new RegistryName(registry.host()),
        new Login(TinyRegistry.USER, new Secret(TinyRegistry.PASSWORD)));
  }

  /** Has our merge put the right login into what is there. */
  private void merge() throws IOException {
    Path file = home.resolve(".docker/config.json");
    ConfigReading.Found found = ConfigReading.read(Files.readAllBytes(file));
    Files.writeString(
        file, new ConfigMerge(ours(), ours().keySet(), found.spoiled().keySet()).into(found));
  }
}

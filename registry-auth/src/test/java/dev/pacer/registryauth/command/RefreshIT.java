package dev.pacer.registryauth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.Secret;
import dev.pacer.frame.command.ToolCommand;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.state.RunLock;
import dev.pacer.registryauth.verify.FakeRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code refresh} from its file to a directory, past a registry on loopback. */
class RefreshIT {

  private static final Login GOOD = new Login("puller", new Secret("fake:pass-1"));

  @TempDir private Path temporary;
  private final FakeRegistry registry = new FakeRegistry(GOOD);
  private Path out = Path.of("");
  private Path state = Path.of("");
  private Path config = Path.of("");
  private final StringWriter answer = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void prepare() throws IOException {
    out = ours("out");
    state = ours("state");
    config = temporary.resolve("registry-auth.yaml");
    Files.writeString(temporary.resolve("password"), "fake:pass-1\n");
    configure("");
  }

  @AfterEach
  void close() throws IOException {
    registry.close();
  }

  private Path ours(String name) throws IOException {
    return Files.createDirectory(
        temporary.toRealPath().resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private void configure(String more) throws IOException {
    Files.writeString(
        config,
        """
        version: 1
        stateDirectory: %s
        registries:
          - name: shop
            hosts: ["%s"]
            static:
              user: puller
              passwordFile: password
            verify:
              repository: team/app
              tag: "1"
              plainHttp: true
        directories:
          - name: here
            path: %s
        """
                .formatted(state, registry.name(), out)
            + more);
  }

  private int refresh(String... more) {
    String[] line = new String[more.length + 3];
    line[0] = "refresh";
    line[1] = "--config";
    line[2] = config.toString();
    System.arraycopy(more, 0, line, 3, more.length);
    return ToolCommand.commandLine(new CommandLine(new RegistryAuthCommand()))
        .setOut(new PrintWriter(answer))
        .setErr(new PrintWriter(errors))
        .execute(line);
  }

  @Test
  void publishesWhatTheRegistryLetIn() throws IOException {
    assertThat(refresh()).as(errors.toString()).isZero();
    assertThat(Files.readString(out.resolve(".docker/config.json")))
        .contains(registry.name().host())
        .contains(GOOD.auth());
    assertThat(Files.size(out.resolve("docker.tar.gz"))).isPositive();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(state.resolve("state.json"))))
        .isEqualTo("rw-------");
    assertThat(answer.toString()).contains("shop").contains("valid").doesNotContain("pass-1");
  }

  @Test
  void aPasswordThatIsRefusedLeavesTheLastGoodAndEndsWith6() throws IOException {
    assertThat(refresh()).isZero();
    Files.writeString(temporary.resolve("password"), "fake:mistyped\n");
    assertThat(refresh()).isEqualTo(6);
    assertThat(Files.readString(out.resolve(".docker/config.json"))).contains(GOOD.auth());
  }

  @Test
  void withNothingValidItEndsWith1() throws IOException {
    Files.writeString(temporary.resolve("password"), "fake:mistyped\n");
    assertThat(refresh()).isEqualTo(1);
    assertThat(out.resolve(".docker/config.json")).doesNotExist();
  }

  @Test
  void whatEndsBeforeTheNextRunEndsWith1() throws IOException {
    String soon = Instant.now().plusSeconds(1800).toString();
    Files.writeString(
        config,
        Files.readString(config)
            .replace("passwordFile: password", "passwordFile: password\n      expiresAt: " + soon));
    assertThat(refresh("--next-run-in", "10m")).isZero();
    assertThat(refresh("--next-run-in", "1h")).isEqualTo(1);
  }

  @Test
  void whatHasEnoughLifeLeftIsNotAskedFor() throws IOException {
    String later = Instant.now().plusSeconds(36_000).toString();
    Files.writeString(
        config,
        Files.readString(config)
            .replace(
                "passwordFile: password", "passwordFile: password\n      expiresAt: " + later));
    assertThat(refresh()).isZero();
    Files.delete(temporary.resolve("password"));
    assertThat(refresh("--if-remaining-below", "50%")).isZero();
    assertThat(refresh("--if-remaining-below", "100%")).isEqualTo(6);
  }

  @Test
  void anotherRunAtWorkEndsThisOneQuietlyWith75() throws IOException {
    try (RunLock other = RunLock.take(state, Instant.now()).orElseThrow()) {
      assertThat(other).isNotNull();
      assertThat(refresh()).isEqualTo(75);
      assertThat(errors.toString()).isEmpty();
    }
    try (RunLock stuck = RunLock.take(state, Instant.now().minusSeconds(1200)).orElseThrow()) {
      assertThat(stuck).isNotNull();
      assertThat(refresh()).isEqualTo(75);
      assertThat(errors.toString()).contains("20 min");
    }
  }

  @Test
  void everythingWrongWithTheFileIsToldAtOnceWith3() throws IOException {
    configure("surprise: 1\ntiming:\n  canary: 1s\n");
    assertThat(refresh()).isEqualTo(3);
    assertThat(errors.toString()).contains("surprise").contains("timing.canary");
  }
}

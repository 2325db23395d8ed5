package dev.pacer.registryauth.target;

import static dev.pacer.registryauth.target.Given.ECR;
import static dev.pacer.registryauth.target.Given.NOON;
import static dev.pacer.registryauth.target.KilledPublisher.NEW;
import static dev.pacer.registryauth.target.KilledPublisher.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.registryauth.archive.DockerArchive;
import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.dockerconfig.DockerConfig;
import dev.pacer.registryauth.ledger.LedgerJson;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.ReadBack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A publisher that is killed (SIGKILL) at each step of writing each file. */
class KilledPublishTest {

  @TempDir Path scratch;
  private Path place;

  @BeforeEach
  void publishOld() throws IOException {
    place =
        Files.createDirectory(
            scratch.toRealPath().resolve("place"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    assertThat(ours().publish(Given.set(ECR, OLD))).isInstanceOf(PublishOutcome.Published.class);
  }

  private DirectoryTarget ours() {
    return KilledPublisher.target(place, "next", WriteStep.UNWATCHED);
  }

  static Stream<Arguments> stepsOfAllFiles() {
    return Stream.of(DirectoryTarget.LEDGER, "docker.tar.gz", "config.json", ".dockercfg")
        .flatMap(file -> Arrays.stream(WriteStep.values()).map(step -> Arguments.of(step, file)));
  }

  @ParameterizedTest
  @MethodSource("stepsOfAllFiles")
  void everyFileIsTheOldWholeOrTheNewWhole(WriteStep step, String file) throws Exception {
    killAt(step.name(), file);
    requireWhole();
    // What was reached is there: a step is no mere word.
    boolean renamed = step.compareTo(WriteStep.RENAMED) >= 0;
    if (!file.equals(DirectoryTarget.LEDGER)) {
      assertThat(isNew(file)).isEqualTo(renamed);
    }
    assertThat(LedgerJson.read(Files.readString(place.resolve(DirectoryTarget.LEDGER))))
        .satisfies(ledger -> assertThat(ledger.of(ECR, OLD.login())).isPresent());

    // Another writer with a generation between the two: what is new already is not set back.
    boolean anyNew = isNew("docker.tar.gz") || isNew("config.json") || isNew(".dockercfg");
    Credential between = Given.issued("fake-between", NOON.plusSeconds(1_800));
    PublishOutcome outcome = ours().publish(Given.set(ECR, between));
    assertThat(outcome).isInstanceOf(PublishOutcome.Published.class);
    assertThat(ours().readBack())
        .isEqualTo(new ReadBack.Held(Map.of(ECR, anyNew ? NEW.login() : between.login())));
  }

  @Test
  void whatAKilledWriterLeftBehindGoesLater() throws Exception {
    killAt(WriteStep.TEMPORARY_HALF_WRITTEN.name(), "docker.tar.gz");
    assertThat(temporaries()).hasSize(1);
    // The same writer starts again, finds its own and gets further.
    killAt(WriteStep.TEMPORARY_WRITTEN.name(), "config.json");
    List<Path> left = temporaries();
    assertThat(left).hasSize(1);
    for (Path path : left) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
      Files.setLastModifiedTime(path, FileTime.from(NOON));
    }
    ours().publish(Given.set(ECR, NEW));
    assertThat(temporaries()).isEmpty();
  }

  @Test
  void aWriterThatWritesInPlaceWouldBeCaught() throws Exception {
    killAt("in-place", "");
    assertThatThrownBy(this::requireWhole).isInstanceOf(AssertionError.class);
  }

  private List<Path> temporaries() throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(path -> path.getFileName().toString().contains(".pacer-tmp-")).toList();
    }
  }

  private void requireWhole() throws IOException {
    for (String file : List.of("docker.tar.gz", "config.json", ".dockercfg")) {
      byte[] bytes = Files.readAllBytes(path(file));
      assertThat(Arrays.equals(bytes, whole(file, OLD)) || Arrays.equals(bytes, whole(file, NEW)))
          .as("%s is the old whole or the new whole", file)
          .isTrue();
    }
  }

  private boolean isNew(String file) throws IOException {
    return Arrays.equals(Files.readAllBytes(path(file)), whole(file, NEW));
  }

  private Path path(String file) {
    return place.resolve(file.equals("config.json") ? ".docker/config.json" : file);
  }

  private static byte[] whole(String file, Credential credential) {
    Map<RegistryName, Login> logins = Map.of(ECR, credential.login());
    return switch (file) {
      case "docker.tar.gz" -> DockerArchive.of(DockerConfig.of(logins));
      case ".dockercfg" -> DockerConfig.legacyOf(logins);
      default -> DockerConfig.of(logins);
    };
  }

  private void killAt(String step, String file) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledPublisher.class.getName(),
                place.toString(),
                step,
                file));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("reached");
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    // 128 + SIGKILL.
    assertThat(process.exitValue()).isEqualTo(137);
  }
}

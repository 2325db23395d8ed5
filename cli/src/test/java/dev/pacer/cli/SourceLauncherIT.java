package dev.pacer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project's {@code ./pacer} in a copy of the project's outline, with a {@code mvn} that only
 * pretends: it notes its arguments and lays down a distribution that echoes.
 */
class SourceLauncherIT {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "opts=$MAVEN_OPTS args=$*" >>"$ROOT/builds"
      echo "maven talks on stdout"
      sleep 1
      [ -e "$ROOT/broken" ] && exit 1
      mkdir -p "$ROOT/cli/target/pacer/bin"
      echo 'printf "%s|" "$@"; echo' >"$ROOT/cli/target/pacer/bin/pacer"
      touch "$ROOT/cli/target/pacer/built"
      """;

  @TempDir Path folder;
  private Path root;

  record Ended(int code, String out, String err) {}

  @BeforeEach
  void layOutProject() throws Exception {
    root = Files.createDirectories(folder.resolve("a project"));
    Files.copy(Path.of(System.getProperty("pacer.root"), "pacer"), root.resolve("pacer"));
    executable(root.resolve("pacer"));
    for (String module : List.of("cli", "tool")) {
      Files.createDirectories(root.resolve(module).resolve("src/main/java"));
      Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
    }
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.createDirectories(root.resolve(".mvn"));
    Files.writeString(root.resolve("cli/distribution.xml"), "<project/>");
    Files.createDirectories(folder.resolve("tools"));
    Files.writeString(folder.resolve("tools/mvn"), MAVEN);
    executable(folder.resolve("tools/mvn"));
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start(Path launcher, Path from, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().put("PATH", folder.resolve("tools") + ":" + System.getenv("PATH"));
    builder.environment().put("ROOT", root.toString());
    builder.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=/some/where");
    builder.environment().remove("PACER_DIST");
    return builder.start();
  }

  private static Ended end(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out, err);
  }

  private Ended run(String... arguments) throws Exception {
    return end(start(root.resolve("pacer"), folder, arguments));
  }

  private List<String> builds() throws IOException {
    Path file = root.resolve("builds");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** As if everything there were a minute old, so that what is touched then is newer. */
  private void age() throws IOException {
    FileTime old = FileTime.from(Instant.now().minusSeconds(60));
    try (var files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, old);
      }
    }
  }

  @Test
  void theFirstRunBuildsOnStderrAndThenRunsTheCommand() throws Exception {
    Ended ended = run("one", "two words", "");
    assertThat(ended.out()).isEqualTo("one|two words||\n");
    assertThat(ended.err()).contains("building").contains("maven talks on stdout");
    assertThat(ended.code()).isZero();
    assertThat(builds())
        .singleElement()
        .asString()
        .contains("opts=-Dmaven.repo.local=/some/where")
        .contains("-f " + root.toRealPath() + "/pom.xml");
  }

  @Test
  void withoutANewerSourceItDoesNotBuildAgain() throws Exception {
    run("x");
    age();
    Ended ended = run("x");
    assertThat(ended.err()).isEmpty();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aNewerSourceOrPomOrARemovedSourceMakesItBuildAgain() throws Exception {
    run("x");
    age();
    Files.writeString(root.resolve("tool/src/main/java/A.java"), "class A {}");
    run("x");
    assertThat(builds()).hasSize(2);
    age();
    Files.writeString(root.resolve("tool/pom.xml"), "<project></project>");
    run("x");
    assertThat(builds()).hasSize(3);
    age();
    Files.delete(root.resolve("tool/src/main/java/A.java"));
    run("x");
    assertThat(builds()).hasSize(4);
    assertThat(run("x").err()).isEmpty();
  }

  @Test
  void severalFirstRunsAtOnceBuildOnceAndAllRun() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(start(root.resolve("pacer"), folder, "n" + i));
    }
    for (int i = 0; i < 4; i++) {
      Ended ended = end(processes.get(i));
      assertThat(ended.out()).isEqualTo("n" + i + "|\n");
      assertThat(ended.code()).isZero();
    }
    assertThat(builds()).hasSize(1);
    assertThat(root.resolve("cli/target/build.lock")).doesNotExist();
  }

  @Test
  void theLockOfABuildThatDiedIsTakenOver() throws Exception {
    Path lock = Files.createDirectories(root.resolve("cli/target/build.lock"));
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
    assertThat(run("x").out()).isEqualTo("x|\n");
  }

  @Test
  void aFailedBuildRunsNothingAndLeavesNoLock() throws Exception {
    Files.writeString(root.resolve("broken"), "");
    Ended ended = run("x");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("the build failed");
    assertThat(root.resolve("cli/target/build.lock")).doesNotExist();
  }

  @Test
  void itWorksThroughALinkFromAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("pacer"));
    assertThat(end(start(link, Path.of("/"), "x")).out()).isEqualTo("x|\n");
    Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("link"));
    assertThat(end(start(second, root, "y")).out()).isEqualTo("y|\n");
  }
}

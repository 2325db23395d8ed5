package dev.pacer.systemtests.pulls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that pull images, run with a HOME of their own and nothing else of ours around them. */
final class RealClients {

  /** The version whose behaviour the table was measured with. */
  private static final String DOCKER_VERSION = "Docker version 20.10.";

  /** How a run ended, and what it said. */
  record Ran(int status, String said) {
    boolean pulled() {
      return status == 0;
    }
  }

  private RealClients() {}

  /** Docker's client 20.10, as {@code scripts/test} unpacks it; empty where there is none. */
  static Optional<Path> docker() {
    return onPath("docker")
        .filter(Files::isExecutable)
        .filter(
            path ->
                run(path.getParent(), List.of(path.toString(), "--version"))
                    .said()
                    .startsWith(DOCKER_VERSION))
        .findFirst();
  }

  /** A program that is found in PATH, such as any skopeo. */
  static Optional<Path> program(String name) {
    return onPath(name).filter(Files::isExecutable).findFirst();
  }

  private static Stream<Path> onPath(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, name));
  }

  /** Docker asks for the image's manifest with what is in the HOME. */
  static Ran dockerInspects(Path docker, Path home, String image) {
    return run(home, List.of(docker.toString(), "manifest", "inspect", "--insecure", image));
  }

  /** Skopeo asks for the image's manifest with that file, or with what is in the HOME. */
  static Ran skopeoInspects(Path skopeo, Path home, Optional<Path> authFile, String image) {
    List<String> command =
        new ArrayList<>(List.of(skopeo.toString(), "inspect", "--raw", "--tls-verify=false"));
    authFile.ifPresent(file -> command.addAll(List.of("--authfile", file.toString())));
    command.add("docker://" + image);
    return run(home, command);
  }

  /** What Mesos' fetcher gets with libcurl: the status, and the file as named by the URI. */
  static Ran curl(Path curl, String uri, Path file) {
    return run(
        file.getParent(),
        List.of(curl.toString(), "-sS", "-L", "-o", file.toString(), "-w", "%{http_code}", uri));
  }

  /** What Mesos' fetcher makes of an archive with libarchive. */
  static Ran unpack(Path bsdtar, Path archive, Path sandbox) {
    return run(
        sandbox,
        List.of(
            bsdtar.toString(),
            "-x",
            "--no-same-owner",
            "--no-same-permissions",
            "-f",
            archive.toString(),
            "-C",
            sandbox.toString()));
  }

  /** Runs it with that HOME, whose folder {@code bin} stands first in PATH. */
  private static Ran run(Path home, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("HOME", home.toString());
    builder.environment().put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("hangs: " + command);
      }
      return new Ran(process.exitValue(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

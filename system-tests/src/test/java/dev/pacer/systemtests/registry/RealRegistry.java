package dev.pacer.systemtests.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's docker-registry on a free port of 127.0.0.1, with a configuration of our own: the
 * package's listens on all interfaces.
 */
final class RealRegistry implements AutoCloseable {

  static final String USER = "puller";
  static final String PASSWORD = "s3cr:et";

  private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
  private static final Pattern LISTENS = Pattern.compile("listening on (127\\.0\\.0\\.1:[0-9]+)");

  /** bcrypt of {@link #PASSWORD}, which looks at 72 bytes only: not for long passwords. */
  private static final String HTPASSWD =
      USER + ":$2y$05$abcdefghijklmnopqrstuur5fEqbrotSNw6Jh6BKZTBbkIAnssz9q\n";

  private final Process process;
  private final String host;

  private RealRegistry(Process process, String host) {
    this.process = process;
    this.host = host;
  }

  /** Why there is none; empty when there is. */
  static String missing() {
    return Files.isExecutable(PROGRAM)
        ? ""
        : "skipped: docker-registry is not installed (apt-get install docker-registry)";
  }

  /** One that asks for Basic; only {@link #USER} is let in. */
  static RealRegistry basic(Path folder, Path data, String realm) throws IOException {
    Path htpasswd = folder.resolve("htpasswd");
    Files.writeString(htpasswd, HTPASSWD);
    return start(
        folder.resolve("basic.yml"),
        data,
        "auth: {htpasswd: {realm: %s, path: %s}}".formatted(realm, htpasswd));
  }

  /** One that sends clients to that realm. */
  static RealRegistry bearer(Path folder, Path data, RealmServer realm) throws IOException {
    return start(
        folder.resolve("bearer.yml"),
        data,
        "auth: {token: {realm: \"%s\", service: %s, issuer: %s, rootcertbundle: %s}}"
            .formatted(realm.url(), realm.service(), RealmServer.ISSUER, realm.certificate()));
  }

  private static RealRegistry start(Path config, Path data, String auth) throws IOException {
    Files.writeString(
        config,
        """
        version: 0.1
        log: {level: info, accesslog: {disabled: true}}
        storage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}
        http: {addr: "127.0.0.1:0"}
        %s
        """
            .formatted(data, auth));
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "serve", config.toString())
            .redirectErrorStream(true)
            .start();
    CompletableFuture<String> host = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(process, host), "docker-registry");
    reader.setDaemon(true);
    reader.start();
    try {
      return new RealRegistry(process, host.get(30, TimeUnit.SECONDS));
    } catch (Exception e) {
      process.destroyForcibly();
      throw new IOException("docker-registry did not come up", e);
    }
  }

  /** Reads to the end, so that it never waits for us. */
  private static void read(Process process, CompletableFuture<String> host) {
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = LISTENS.matcher(line);
        if (matcher.find()) {
          host.complete(matcher.group(1));
        }
        if (said.length() < 10_000) {
          said.append(line).append('\n');
        }
      }
      host.completeExceptionally(new IOException(said.toString()));
    } catch (IOException e) {
      host.completeExceptionally(new UncheckedIOException(said.toString(), e));
    }
  }

  /** {@code 127.0.0.1:PORT}. */
  String host() {
    return host;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

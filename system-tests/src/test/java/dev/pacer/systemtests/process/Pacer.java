package dev.pacer.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.time.SystemPause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The built command as a process of its own. */
final class Pacer implements AutoCloseable {

  private static final Path LAUNCHER =
      Path.of(System.getProperty("pacer.root"), "cli", "target", "pacer", "bin", "pacer");
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private final Path err;

  private Pacer(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder for what it writes; its own temporary files go to {@code folder/tmp}
   */
  static Pacer start(Path folder, String... arguments) {
    assertThat(LAUNCHER).as("the distribution, built by the module cli").isExecutable();
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      Path tmp = Files.createDirectories(folder.resolve("tmp"));
      List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
      command.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("PACER_JAVA_OPTS", "-Djava.io.tmpdir=" + tmp);
      builder.environment().put("AWS_ACCESS_KEY_ID", "AKIAFAKEFAKEFAKEFAKE");
      builder.environment().put("AWS_SECRET_ACCESS_KEY", "fake-secret");
      Process process = builder.start();
      process.getOutputStream().close();
      return new Pacer(process, out, err);
    } catch (IOException e) {
      throw new IllegalStateException("could not start " + LAUNCHER, e);
    }
  }

  /** Starts it and waits for its end. */
  static Pacer run(Path folder, String... arguments) {
    Pacer pacer = start(folder, arguments);
    pacer.end(STARTS_WITHIN);
    return pacer;
  }

  /** Waits until something holds, as long as the process lives; says what it wrote if not. */
  void until(String what, Duration atMost, BooleanSupplier holds) {
    SystemPause pause = new SystemPause();
    Duration step = Duration.ofMillis(50);
    for (Duration waited = Duration.ZERO; !holds.getAsBoolean(); waited = waited.plus(step)) {
      if (!process.isAlive()) {
        throw new AssertionError("ended before %s: %s".formatted(what, this));
      }
      if (waited.compareTo(atMost) > 0) {
        throw new AssertionError("waited in vain until %s: %s".formatted(what, this));
      }
      pause.await(step);
    }
  }

  /** SIGTERM; the exit code, which must come within the time given. */
  int terminate(Duration within) {
    process.destroy();
    return end(within);
  }

  private int end(Duration within) {
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("not ended after %s: %s".formatted(within, this));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while it ended", e);
    }
  }

  int code() {
    return process.exitValue();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Processes that it started and that still live. */
  long children() {
    return process.descendants().count();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public String toString() {
    String state = process.isAlive() ? "runs" : "exit code " + process.exitValue();
    return "%s%nstdout: %s%nstderr: %s".formatted(state, out(), err());
  }
}

package dev.pacer.systemtests.packages;

import dev.pacer.cluster.time.SystemPause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A package's script as a process, as the Mesos executor would run it: {@code SHELL -c TEXT}. */
public final class ScriptRun implements AutoCloseable {

  private static final Duration STEP = Duration.ofMillis(20);

  private final Process process;
  private final Path said;

  private ScriptRun(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  /**
   * Starts it.
   *
   * @param shell the command of the shell, for example {@code sh}
   * @param environment all of it, but for {@code PATH}, which is put after {@code bin}
   * @param bin commands that come before the machine's own
   * @param said where its output goes
   */
  public static ScriptRun start(
      List<String> shell, String script, Map<String, String> environment, Path bin, Path said) {
    try {
      List<String> command = new ArrayList<>(shell);
      command.add("-c");
      command.add(script);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(said.getParent().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
      String path = builder.environment().get("PATH");
      builder.environment().clear();
      builder.environment().put("PATH", bin + ":" + path);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      return new ScriptRun(process, said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until something holds, while it runs. */
  public void until(String what, Duration atMost, BooleanSupplier holds) {
    SystemPause pause = new SystemPause();
    for (Duration waited = Duration.ZERO; !holds.getAsBoolean(); waited = waited.plus(STEP)) {
      if (!process.isAlive() && !holds.getAsBoolean()) {
        throw new AssertionError("ended before %s: %s".formatted(what, this));
      }
      if (waited.compareTo(atMost) > 0) {
        throw new AssertionError("waited in vain until %s: %s".formatted(what, this));
      }
      pause.await(STEP);
    }
  }

  /** Waits until it has said something. */
  public void untilSaid(String words, Duration atMost) {
    until("it says '%s'".formatted(words), atMost, () -> said().contains(words));
  }

  /** Waits for its end; its exit code. */
  public int end(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("not ended after %s: %s".formatted(atMost, this));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while it ended", e);
    }
  }

  /** SIGTERM to the shell alone, as Docker does; its exit code. */
  public int terminate(Duration atMost) {
    process.destroy();
    return end(atMost);
  }

  /** SIGKILL to it and all that it started, as when an agent is lost. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    end(Duration.ofSeconds(10));
  }

  public boolean runs() {
    return process.isAlive();
  }

  /** All that it has said so far, on both streams. */
  public String said() {
    return PackageFiles.text(said);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  @Override
  public String toString() {
    return "%s; it said:%n%s"
        .formatted(process.isAlive() ? "runs" : "exit code " + process.exitValue(), said());
  }
}

package dev.pacer.rehearsal.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the demo's own; its output goes to a file, and it ends with the demo. */
public final class Child {

  private final String name;
  private final Process process;
  private final Path output;

  private Child(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /** Starts {@code command}; what it writes goes to {@code output}. */
  public static Child start(
      String name, List<String> command, Map<String, String> environment, Path output) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().putAll(environment);
      return new Child(name, builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("could not start " + name + ": " + e.getMessage(), e);
    }
  }

  /** How it ended, with the last of what it wrote; empty while it runs. */
  public String unexpectedEnd() {
    return process.isAlive()
        ? ""
        : "%s ended with status %d; its last lines:%n%s"
            .formatted(name, process.exitValue(), lastLines());
  }

  /**
   * Asks the process to end (SIGTERM) and, where it has not within {@code grace}, kills it. The
   * exit status.
   */
  public int stop(Duration grace) {
    process.destroy();
    try {
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        process.waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
    return process.exitValue();
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "(" + output + " cannot be read: " + e.getMessage() + ")";
    }
  }
}

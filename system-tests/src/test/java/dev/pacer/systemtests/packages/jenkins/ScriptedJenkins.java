package dev.pacer.systemtests.packages.jenkins;

import dev.pacer.systemtests.packages.PackageFiles;
import dev.pacer.systemtests.packages.ScriptRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A script of the Jenkins packages with a volume and a sandbox; the image around it is faked. */
final class ScriptedJenkins implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(30);
  private static final Path FAKES =
      Path.of(System.getProperty("pacer.root"), "system-tests", "src", "test", "jenkins", "fake");

  private final String script;
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private ScriptRun run;
  private int starts;
  private int seen;

  /**
   * Prepares it.
   *
   * @param fakes which commands of the image are faked
   */
  ScriptedJenkins(String name, String script, Path folder, Collection<String> fakes) {
    this.script = new PackageFiles(name).command(script);
    this.folder = folder;
    try {
      for (String part : List.of("bin", "home", "notes", "sandbox")) {
        Files.createDirectories(folder.resolve(part));
      }
      for (String fake : fakes) {
        Path copy = folder.resolve("bin").resolve(fake);
        Files.copy(FAKES.resolve(fake), copy);
        copy.toFile().setExecutable(true, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    note("uid", "0");
    environment.put("NOTES", folder.resolve("notes").toString());
    environment.put("MESOS_SANDBOX", folder.resolve("sandbox").toString());
    environment.put("JENKINS_HOME", folder.resolve("home").toString());
    environment.put("PACER_SECRETS_FOLDER", folder.resolve("secrets").toString());
    environment.put("PACER_AGENT_WORK", folder.resolve("home").toString());
    environment.put("PACER_TICK_SECONDS", "0.05");
    environment.put("PACER_POLL", "0.05");
    environment.put("MARATHON_APP_ID", "/jenkins");
  }

  /** Sets a variable of the app; a change is seen at the next start. */
  ScriptedJenkins with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  ScriptedJenkins start() {
    close();
    starts++;
    run =
        ScriptRun.start(
            List.of("sh"),
            script,
            environment,
            folder.resolve("bin"),
            folder.resolve("said-" + starts));
    return this;
  }

  /** The variables of the next start of Jenkins that the test has not looked at yet. */
  Map<String, String> started() {
    seen++;
    Path note = folder.resolve("notes/start-" + seen);
    run.until("Jenkins is started", SOON, () -> Files.exists(note));
    Map<String, String> variables = new TreeMap<>();
    read(note)
        .lines()
        .filter(line -> line.contains("="))
        .forEach(
            line -> variables.put(line.replaceFirst("=.*", ""), line.replaceFirst("^.*?=", "")));
    return variables;
  }

  /** Whether Jenkins was started that often. */
  boolean startedTimes(int times) {
    return Files.exists(folder.resolve("notes/start-" + times)) || times == 0;
  }

  /** Writes a file of {@code notes}, by which the fakes are told what to do. */
  ScriptedJenkins note(String file, String text) {
    return put(folder.resolve("notes").resolve(file), text + "\n");
  }

  ScriptedJenkins forget(String note) {
    try {
      Files.deleteIfExists(folder.resolve("notes").resolve(note));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  ScriptedJenkins put(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** What was asked of the fakes, in order. */
  List<String> calls() {
    Path calls = folder.resolve("notes/calls");
    return Files.exists(calls) ? read(calls).lines().toList() : List.of();
  }

  Path folder() {
    return folder;
  }

  Path home() {
    return folder.resolve("home");
  }

  Path sandbox() {
    return folder.resolve("sandbox");
  }

  /** A file below the folder. */
  String text(String file) {
    return read(folder.resolve(file));
  }

  ScriptRun run() {
    return run;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the files in a folder. */
  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (run != null) {
      run.close();
    }
  }
}

package dev.pacer.systemtests.packages.cassandra;

import dev.pacer.systemtests.packages.PackageFiles;
import dev.pacer.systemtests.packages.ScriptRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One node of the group with its volume, its script, and all of the image faked: the entrypoint and
 * nodetool of {@code src/test/cassandra/fake}, names from a file.
 */
final class ScriptedNode implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(30);
  private static final Path STAND_INS =
      Path.of(System.getProperty("pacer.root"), "system-tests", "src", "test", "cassandra");

  private final List<String> shell;
  private final String script;
  private final Path folder;
  private final Path names;
  private final Map<String, String> environment = new HashMap<>();
  private ScriptRun run;
  private int starts;
  private int seen;

  /**
   * Prepares a node whose address is {@code 10.0.0.<index + 1>}.
   *
   * @param folder of the whole group
   */
  ScriptedNode(List<String> shell, Path folder, int index) {
    this(shell, new PackageFiles("cassandra").command("node.sh"), folder, index);
  }

  ScriptedNode(List<String> shell, String script, Path folder, int index) {
    this.shell = shell;
    this.script = script;
    this.folder = folder.resolve("node-" + index);
    this.names = folder.resolve("names");
    for (String part : List.of("bin", "conf", "home", "notes", "sandbox")) {
      folder(part);
    }
    copy(STAND_INS.resolve("fake"), this.folder.resolve("bin"));
    copy(STAND_INS.resolve("image/bin/getent"), this.folder.resolve("bin/getent"));
    environment.put("NAMES", names.toString());
    environment.put("NOTES", this.folder.resolve("notes").toString());
    environment.put("HOST", "agent-" + index);
    environment.put("MESOS_SANDBOX", this.folder.resolve("sandbox").toString());
    environment.put("MARATHON_APP_ID", "/cassandra/node-" + index);
    environment.put("CASSANDRA_CONF", this.folder.resolve("conf").toString());
    environment.put("CASSANDRA_LOG_DIR", this.folder.resolve("sandbox").toString());
    environment.put("PACER_CASSANDRA_HOME", this.folder.resolve("home").toString());
    environment.put("PACER_NODE_INDEX", Integer.toString(index));
    environment.put("PACER_MEM_MB", "4096");
    environment.put("PACER_TICK_SECONDS", "0.05");
    environment.put("PACER_SEED_POLL", "0.05");
    resolves("agent-" + index, "10.0.0." + (index + 1));
  }

  private Path folder(String part) {
    try {
      return Files.createDirectories(folder.resolve(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = Files.isDirectory(from) ? to.resolve(from.relativize(file)) : to;
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        copy.toFile().setExecutable(file.toFile().canExecute());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a variable of the app; a change is seen at the next start. */
  ScriptedNode with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Makes a name known, to all nodes of the group. */
  ScriptedNode resolves(String name, String address) {
    write(names, (Files.exists(names) ? read(names) : "") + name + " " + address + "\n");
    return this;
  }

  /** Starts the script in a fresh container: the image's configuration, the node's own volume. */
  ScriptedNode start() {
    close();
    copy(STAND_INS.resolve("image/conf"), folder("conf"));
    write(
        folder.resolve("conf/cassandra-env.sh"),
        "# of the image\nJMX_PORT=\"7199\"\necho $JMX_PORT\n");
    starts++;
    run =
        ScriptRun.start(
            shell, script, environment, folder.resolve("bin"), folder.resolve("said-" + starts));
    return this;
  }

  /** The variables of the next start of Cassandra that the test has not looked at yet. */
  Map<String, String> started() {
    seen++;
    Path note = folder.resolve("notes/start-" + seen);
    run.until("Cassandra is started", SOON, () -> Files.exists(note));
    Map<String, String> variables = new TreeMap<>();
    read(note)
        .lines()
        .filter(line -> line.contains("="))
        .forEach(
            line -> variables.put(line.replaceFirst("=.*", ""), line.replaceFirst("^.*?=", "")));
    return variables;
  }

  /** How often Cassandra was started on this volume. */
  long cassandraStarts() {
    try (Stream<Path> notes = Files.list(folder.resolve("notes"))) {
      return notes.filter(note -> note.getFileName().toString().startsWith("start-")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes Cassandra say that it has joined, and waits until the script has noticed. */
  ScriptedNode joins() {
    note("mode", "NORMAL");
    run.until("it has joined", SOON, () -> has("joined") && run.said().contains(" the ring"));
    return this;
  }

  /** Writes a file of {@code notes}, by which the stand-ins are told what to do. */
  ScriptedNode note(String file, String text) {
    write(folder.resolve("notes").resolve(file), text + "\n");
    return this;
  }

  ScriptedNode forget(String note) {
    try {
      Files.deleteIfExists(folder.resolve("notes").resolve(note));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** What nodetool was asked and which signals Cassandra got, in order. */
  List<String> calls() {
    Path calls = folder.resolve("notes/calls");
    return Files.exists(calls) ? read(calls).lines().toList() : List.of();
  }

  /** Whether the script's memory on the volume holds a file. */
  boolean has(String state) {
    return Files.exists(volume().resolve("pacer").resolve(state));
  }

  Path volume() {
    return folder.resolve("home");
  }

  Path sandbox() {
    return folder.resolve("sandbox");
  }

  Path conf() {
    return folder.resolve("conf");
  }

  /** The volume is lost; an empty one takes its place. */
  ScriptedNode loseVolume() {
    close();
    try (Stream<Path> files = Files.walk(volume())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    folder("home");
    return this;
  }

  ScriptRun run() {
    return run;
  }

  /** The configuration file that Cassandra found at its {@code n}th start. */
  String yaml(int n) {
    return read(folder.resolve("notes/yaml-" + n));
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files below the volume, relative to it. */
  List<String> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .collect(Collectors.toList());
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

package dev.pacer.systemtests.packages.cassandra;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One real Cassandra on a loopback address, started by the package's own script: stand-ins for the
 * image's entrypoint and nodetool start the same programs from jars, and names come from a file.
 */
final class RealNode implements AutoCloseable {

  /** How long a node may take to join; each does it in well under one on an idle machine. */
  static final Duration JOINS_WITHIN = Duration.ofMinutes(5);

  private static final Path STAND_INS =
      Path.of(System.getProperty("pacer.root"), "system-tests", "src", "test", "cassandra");
  private static final Path JARS =
      Path.of(System.getProperty("pacer.root"), "system-tests", "target", "cassandra.classpath");

  private final int index;
  private final Path folder;
  private final Path names;
  private final Map<String, String> environment = new HashMap<>();
  private ScriptRun run;
  private int starts;
  private String address = "";

  /** Whether Cassandra's jars are there. */
  static boolean jarsAreThere() {
    return Files.isReadable(JARS);
  }

  RealNode(Path group, int index) {
    this.index = index;
    this.folder = group.resolve("node-" + index);
    this.names = group.resolve("names");
    copy(STAND_INS.resolve("image/bin"), folder.resolve("bin"));
    environment.put("NAMES", names.toString());
    environment.put("HOST", "agent-" + index);
    environment.put("MARATHON_APP_ID", "/cassandra/node-" + index);
    environment.put("CASSANDRA_CLASSPATH", ScriptedNode.read(JARS).strip());
    environment.put("CASSANDRA_CONF", folder.resolve("conf").toString());
    environment.put("CASSANDRA_LOG_DIR", folder.resolve("logs").toString());
    environment.put("CASSANDRA_CLUSTER_NAME", "Ring");
    environment.put("CASSANDRA_ENDPOINT_SNITCH", "GossipingPropertyFileSnitch");
    environment.put("PACER_CASSANDRA_HOME", folder.resolve("home").toString());
    environment.put("PACER_NODE_INDEX", Integer.toString(index));
    environment.put("PACER_MEM_MB", "1792");
    environment.put("PACER_TICK_SECONDS", "2");
    environment.put("PACER_SEED_POLL", "1");
    environment.put("PACER_SEED_WAIT", "300");
    environment.put("PACER_LEAVE_AGAIN", "10");
    environment.put("PACER_BACKUP_PLACE", group.resolve("backups").toString());
    environment.put("PACER_BACKUP_SCHEDULE", "24h");
    environment.put("JMX_PORT", Integer.toString(27199 + index));
    // Times for a ring on one machine. Nothing here changes who may join whom.
    environment.put(
        "PACER_JVM_OPTS",
        "-Dcassandra.ring_delay_ms=5000 -Dcassandra.skip_wait_for_gossip_to_settle=0"
            + " -Dcassandra.superuser_setup_delay_ms=0");
    isAt("127.0.1." + (index + 11));
  }

  /** Where the agent of the next start is. */
  RealNode isAt(String loopback) {
    address = loopback;
    environment.put("CASSANDRA_RPC_ADDRESS", loopback);
    resolves("agent-" + index, loopback);
    return this;
  }

  String address() {
    return address;
  }

  /** Sets a variable of the app; a change is seen at the next start. */
  RealNode with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  private void resolves(String name, String loopback) {
    String others =
        Files.exists(names)
            ? ScriptedNode.read(names).replaceAll("(?m)^" + Pattern.quote(name) + " .*\\R", "")
            : "";
    ScriptedNode.write(names, others + name + " " + loopback + "\n");
  }

  /** What Mesos-DNS does once the task runs. */
  RealNode isNamed() {
    resolves("node-%d-cassandra.marathon.mesos".formatted(index), address);
    return this;
  }

  /** What Mesos-DNS does when the task is gone. */
  RealNode isNamedNoMore() {
    String name = "node-%d-cassandra.marathon.mesos".formatted(index);
    ScriptedNode.write(
        names, ScriptedNode.read(names).replaceAll("(?m)^" + Pattern.quote(name) + " .*\\R", ""));
    return this;
  }

  /** Starts the script in a fresh container: the image's configuration, the node's own volume. */
  RealNode start() {
    close();
    delete(folder.resolve("conf"));
    delete(folder.resolve("logs"));
    copy(STAND_INS.resolve("image/conf"), folder.resolve("conf"));
    ScriptedNode.write(folder.resolve("home/.keep"), "");
    starts++;
    run =
        ScriptRun.start(
            List.of("sh"),
            new PackageFiles("cassandra").command("node.sh"),
            environment,
            folder.resolve("bin"),
            folder.resolve("said-" + starts));
    return this;
  }

  /** Waits until it is part of the ring, by the script's own words. */
  RealNode joins() {
    run.until(
        "it is in the ring",
        JOINS_WITHIN,
        () -> said().contains("joined the ring") || said().contains("is back in the ring"));
    return this;
  }

  /** The script's own words, without Cassandra's. */
  String said() {
    StringBuilder own = new StringBuilder();
    run.said().lines().filter(line -> line.startsWith("node-")).forEach(l -> own.append(l + "\n"));
    return own.toString();
  }

  ScriptRun run() {
    return run;
  }

  Path home() {
    return folder.resolve("home");
  }

  Path folder() {
    return folder;
  }

  /** The agent is lost, with the volume. */
  RealNode loseVolume() {
    close();
    delete(home());
    return this;
  }

  /** Asks this node's own nodetool. */
  String nodetool(String... arguments) {
    try {
      ProcessBuilder builder = new ProcessBuilder(folder.resolve("bin/nodetool").toString());
      builder.command().addAll(List.of(arguments));
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true);
      Process process = builder.start();
      String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while nodetool answered", e);
    }
  }

  /** Addresses by state: {@code UN}, {@code DN}, {@code UJ} and so on, as this node sees them. */
  Map<String, List<String>> ring() {
    Map<String, List<String>> ring = new HashMap<>();
    Pattern.compile("(?m)^([UD][NLJM]) +(\\S+)")
        .matcher(nodetool("status"))
        .results()
        .forEach(
            line ->
                ring.merge(
                    line.group(1),
                    List.of(line.group(2)),
                    (one, more) -> Stream.concat(one.stream(), more.stream()).sorted().toList()));
    return ring;
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        copy.toFile().setExecutable(file.toFile().canExecute());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
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

  @Override
  public String toString() {
    return "node-" + index + " " + run;
  }
}

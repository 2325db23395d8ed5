package dev.pacer.autoscaler.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.autoscaler.journal.Freeze;
import dev.pacer.autoscaler.journal.stored.Freezing;
import dev.pacer.cluster.zookeeper.CuratorConnection;
import dev.pacer.cluster.zookeeper.CuratorFencedStore;
import dev.pacer.cluster.zookeeper.ZooKeeperSettings;
import dev.pacer.frame.command.ToolCommand;
import dev.pacer.simulator.zookeeper.EmbeddedZooKeeper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Freezes as an operator gives them, in a real ZooKeeper that no leader has ever written to. */
class FreezeCommandIT {

  private static EmbeddedZooKeeper server;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path file;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedZooKeeper.start(0, Duration.ofSeconds(2));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void configure() throws IOException {
    file = folder.resolve("autoscaler.yaml");
    Files.writeString(file, yaml("zookeeper: {servers: ['%s']}".formatted(server.connectString())));
  }

  private static String yaml(String more) {
    return """
    version: 1
    cluster: freezing
    marathon: {urls: ["http://127.0.0.1:1"]}
    mesos: {urls: ["http://127.0.0.1:1"]}
    aws: {region: us-east-1}
    pools:
    - {name: general, groups: [agents], max: 10}
    """
        + more
        + "\n";
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", file.toString()));
    return ToolCommand.commandLine(new CommandLine(new AutoscalerCommand()))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(new String[0]));
  }

  private static List<Freeze> freezes() {
    try (CuratorConnection connection =
        CuratorConnection.open(
            new ZooKeeperSettings(
                List.of(server.connectString()),
                Optional.empty(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(6)))) {
      connection.awaitConnected(Duration.ofSeconds(6));
      return new Freezing(new CuratorFencedStore(connection, "autoscaler", "freezing")).list();
    }
  }

  @Test
  void aPoolIsFrozenInOneDirectionAndLetGo() {
    int code =
        run("freeze", "general", "--direction", "down", "--for", "30m", "--reason", "a drill");
    assertThat(code).as(err.toString()).isZero();
    assertThat(freezes())
        .singleElement()
        .satisfies(
            freeze -> {
              assertThat(freeze.pool()).isEqualTo("general");
              assertThat(freeze.direction()).isEqualTo(Freeze.Direction.DOWN);
              assertThat(freeze.reason()).isEqualTo("a drill");
            });
    assertThat(run("unfreeze", "general")).isZero();
    assertThat(freezes()).isEmpty();
  }

  @Test
  void withoutAPoolEveryPoolIsFrozenInBothDirections() {
    assertThat(run("freeze")).as(err.toString()).isZero();
    assertThat(freezes()).extracting(Freeze::pool).containsExactly("*", "*");
    assertThat(run("unfreeze")).isZero();
    assertThat(freezes()).isEmpty();
  }

  @Test
  void anUnknownPoolIsNotFound() {
    assertThat(run("freeze", "genral")).isEqualTo(8);
    assertThat(err.toString()).contains("There are: general");
  }

  @Test
  void aTimeThatIsNoneAndADirectionThatIsNoneAreWrongUsage() {
    assertThat(run("freeze", "--for", "soon")).isEqualTo(2);
    assertThat(run("freeze", "--for", "31d")).isEqualTo(2);
    assertThat(run("freeze", "--direction", "sideways")).isEqualTo(2);
  }

  @Test
  void withoutZooKeeperThereIsNothingToWriteTo() throws IOException {
    Files.writeString(file, yaml(""));
    assertThat(run("freeze")).isEqualTo(3);
    assertThat(err.toString()).contains("zookeeper.servers");
  }

  @Test
  void aZooKeeperThatDoesNotAnswerIsUnreachable() throws IOException {
    Files.writeString(file, yaml("zookeeper: {servers: ['127.0.0.1:1']}"));
    assertThat(run("freeze")).isEqualTo(4);
  }
}

package dev.pacer.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.marathon.MarathonEvent;
import dev.pacer.cluster.marathon.MarathonEvents;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.systemtests.cluster.Clients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code pacer simulator} as a process: its ports file, its answers, its end, and its refusals. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PacerSimulatorIT {

  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

  @TempDir Path folder;

  private static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new AssertionError("not whole JSON: " + file, e);
    }
  }

  private List<String> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
      return files
          .map(file -> file.getFileName().toString())
          // The JVM's own.
          .filter(name -> !name.startsWith("hsperfdata_"))
          .toList();
    }
  }

  @Test
  void itServesTellsWhereAndLeavesNothingBehind() throws Exception {
    Path portsFile = folder.resolve("ports.json");
    try (Pacer pacer =
        Pacer.start(
            folder, "simulator", "--ports-file", portsFile.toString(), "--output", "json")) {
      pacer.until("the ports file is there", STARTS_WITHIN, () -> Files.exists(portsFile));

      // From the very moment the file is there, it is whole and everything answers.
      JsonNode ports = json(portsFile);
      assertThat(ports.properties())
          .extracting(Map.Entry::getKey)
          .containsExactlyInAnyOrder("marathon", "mesos", "aws", "registry", "zookeeper");
      List<String> addresses = new ArrayList<>();
      for (String key : List.of("marathon", "mesos", "aws", "registry")) {
        URI url = URI.create(ports.path(key).asText());
        assertThat(url.getScheme()).isEqualTo("http");
        addresses.add(url.getHost());
      }
      assertThat(ports.path("zookeeper").asText()).matches("127\\.0\\.0\\.1:[0-9]+");
      assertThat(addresses).containsOnly("127.0.0.1");
      assertAllAnswer(ports);
      pacer.until("stdout tells the endpoints", STARTS_WITHIN, () -> pacer.out().endsWith("}\n"));
      assertThat(new ObjectMapper().readTree(pacer.out())).isEqualTo(ports);

      assertThat(pacer.terminate(ENDS_WITHIN)).as(pacer.toString()).isZero();

      assertThat(portsFile).doesNotExist();
      assertThat(pacer.children()).isZero();
      assertThat(temporaryFiles()).isEmpty();
      for (String key : List.of("marathon", "mesos", "aws", "registry")) {
        assertFree(URI.create(ports.path(key).asText()).getPort());
      }
    }
  }

  private static void assertAllAnswer(JsonNode ports) {
    try (Clients clients = new Clients()) {
      assertThat(clients.marathon(List.of(ports.path("marathon").asText())).ping()).isTrue();
      MesosMaster byUrl = clients.mesos(ports.path("mesos").asText());
      MesosMaster byZooKeeper =
          clients.mesos("zk://" + ports.path("zookeeper").asText() + "/mesos");
      assertThat(byUrl.agents().registered()).hasSize(3);
      assertThat(byZooKeeper.standing().pid()).isEqualTo(byUrl.standing().pid());
      assertThat(
              clients
                  .autoScaling(ports.path("aws").asText())
                  .groups(List.of(new GroupName("agents"))))
          .hasSize(1);
    }
  }

  private static void assertFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
    }
  }

  @Test
  void openStreamsAndSessionsDoNotHoldUpItsEnd() throws Exception {
    Path portsFile = folder.resolve("ports.json");
    try (Pacer pacer = Pacer.start(folder, "simulator", "--ports-file", portsFile.toString());
        Clients clients = new Clients()) {
      pacer.until("the ports file is there", STARTS_WITHIN, () -> Files.exists(portsFile));
      JsonNode ports = json(portsFile);
      CountDownLatch attached = new CountDownLatch(1);
      MarathonEvents.Subscription stream =
          clients
              .events(List.of(ports.path("marathon").asText()))
              .subscribe(Set.of(), new Attaching(attached));
      MesosMaster byZooKeeper =
          clients.mesos("zk://" + ports.path("zookeeper").asText() + "/mesos");
      assertThat(byZooKeeper.standing().leading()).isTrue();
      assertThat(attached.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(pacer.terminate(ENDS_WITHIN)).as(pacer.toString()).isZero();

      assertThat(temporaryFiles()).isEmpty();
      assertThat(portsFile).doesNotExist();
      stream.close();
    }
  }

  private record Attaching(CountDownLatch attached) implements MarathonEvents.Listener {
    @Override
    public void onAttached() {
      attached.countDown();
    }

    @Override
    public void onEvent(MarathonEvent event) {
      // Only the stream itself matters here.
    }

    @Override
    public void onLost(String reason) {
      // It ends with the simulator.
    }
  }

  @Test
  void endedWhileItStartsItLeavesNothingBehindEither() throws Exception {
    Path portsFile = folder.resolve("ports.json");
    try (Pacer pacer = Pacer.start(folder, "simulator", "--ports-file", portsFile.toString())) {
      pacer.until(
          "ZooKeeper's folder is there",
          STARTS_WITHIN,
          () ->
              folder.resolve("tmp").toFile().list((in, name) -> name.startsWith("pacer-")).length
                  > 0);

      pacer.terminate(ENDS_WITHIN);

      assertThat(temporaryFiles()).as(pacer.toString()).isEmpty();
      assertThat(portsFile).doesNotExist();
    }
  }

  @Test
  void aPortInUseIsNamedInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      for (String option :
          List.of(
              "--marathon-port",
              "--mesos-port",
              "--aws-port",
              "--registry-port",
              "--zookeeper-port")) {
        Path portsFile = folder.resolve("ports.json");

        Pacer pacer =
            Pacer.run(folder, "simulator", option, port, "--ports-file", portsFile.toString());

        assertThat(pacer.code()).as("%s: %s", option, pacer).isEqualTo(1);
        assertThat(pacer.err().lines()).as(option).singleElement().asString().contains(port);
        assertThat(pacer.out()).isEmpty();
        assertThat(portsFile).doesNotExist();
        assertThat(temporaryFiles()).as("after %s", option).isEmpty();
      }
    }
  }

  @Test
  void aBrokenScenarioIsRefusedWithEveryProblemByItsPath() throws Exception {
    Path scenario = folder.resolve("scenario.yaml");
    Files.writeString(
        scenario,
        """
        version: 1
        groups:
          - name: agents
            types: [m5.large]
            zones: [us-east-1a]
            min: 5
            desired: 3
            max: 10
            colour: blue
        apps:
          - at: soon
            remove: /x
        """);

    Pacer pacer = Pacer.run(folder, "simulator", "--scenario", scenario.toString());

    assertThat(pacer.code()).as(pacer.toString()).isEqualTo(3);
    assertThat(pacer.err())
        .contains(scenario.getFileName().toString())
        .contains("groups[0]")
        .contains("groups[0].colour")
        .contains("apps[0].at");
    assertThat(pacer.out()).isEmpty();
  }

  @Test
  void anUnknownOptionIsAUsageError() {
    Pacer pacer = Pacer.run(folder, "simulator", "--no-such-option");

    assertThat(pacer.code()).isEqualTo(2);
    assertThat(pacer.err().lines()).singleElement().asString().contains("--no-such-option");
    assertThat(pacer.out()).isEmpty();
  }

  @Test
  void aSpeedThatMakesNoSenseIsAUsageError() {
    assertThat(Pacer.run(folder, "simulator", "--speed", "0").code()).isEqualTo(2);
    assertThat(Pacer.run(folder, "simulator", "--speed", "fast").code()).isEqualTo(2);
    assertThat(Pacer.run(folder, "simulator", "--aws-port", "70000").code()).isEqualTo(2);
  }

  @Test
  void aPortsFileThatCannotBeWrittenEndsItAtOnce() throws Exception {
    Pacer pacer =
        Pacer.run(
            folder, "simulator", "--ports-file", folder.resolve("no/such/ports.json").toString());

    assertThat(pacer.code()).isEqualTo(1);
    assertThat(pacer.err().lines()).singleElement().asString().contains("no/such/ports.json");
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void theExampleScenarioIsOneThatItServes() throws Exception {
    Pacer example = Pacer.run(folder, "simulator", "--example-scenario");
    assertThat(example.code()).isZero();
    Path scenario = Files.writeString(folder.resolve("example.yaml"), example.out());
    Path portsFile = folder.resolve("ports.json");

    try (Pacer pacer =
        Pacer.start(
            folder,
            "simulator",
            "--scenario",
            scenario.toString(),
            "--ports-file",
            portsFile.toString(),
            "--speed",
            "50")) {
      pacer.until("the ports file is there", STARTS_WITHIN, () -> Files.exists(portsFile));
      try (Clients clients = new Clients()) {
        assertThat(clients.marathon(List.of(json(portsFile).path("marathon").asText())).ping())
            .isTrue();
      }
      assertThat(pacer.terminate(ENDS_WITHIN)).as(pacer.toString()).isZero();
    }
  }
}

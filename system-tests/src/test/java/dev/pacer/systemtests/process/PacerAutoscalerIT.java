package dev.pacer.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.simulator.scenario.BuiltIn;
import dev.pacer.simulator.world.World;
import dev.pacer.systemtests.cluster.ServedCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code pacer autoscaler} as a process, on a served world whose own state is looked at. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PacerAutoscalerIT {

  private static final AppId WEB = new AppId("/shop/web");
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

  @TempDir Path folder;

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path config(String marathon, String mesos, String aws) throws IOException {
    return Files.writeString(
        folder.resolve("autoscaler.yaml"),
        """
        version: 1
        cluster: test
        marathon:
          urls: [%s]
        mesos:
          urls: ["%s"]
        aws:
          region: us-east-1
          endpoint: %s
        timing:
          cycle: 1s
          read: 20s
          settle: 0s
        http:
          port: %d
        pools:
          - name: general
            groups: [agents]
            max: 10
            emptyFor: 10s
            minAge: 10s
            boot: 10m
        """
            .formatted(marathon, mesos, aws, freePort()));
  }

  private Path config(ServedCluster cluster) throws IOException {
    return config(
        cluster.endpoints().marathon(), cluster.mastersInZooKeeper(), cluster.endpoints().aws());
  }

  /** Four instances of 1.5 cpus, one more than the three agents can take. */
  private static void postWhatDoesNotFit(ServedCluster cluster) {
    assertThat(
            cluster
                .clients()
                .marathon(cluster.endpoints().marathons())
                .apps()
                .create(
                    new Definition(
                        """
                        {"id": "/shop/web", "cmd": "sleep 100000", "cpus": 1.5, "mem": 64,
                         "instances": 4, "portDefinitions": []}
                        """),
                    LockPolicy.RESPECT))
        .isInstanceOf(ChangeOutcome.Accepted.class);
  }

  private static int desired(World world) {
    return world.aws().autoScaling().find(BuiltIn.GROUP).orElseThrow().now().capacity().desired();
  }

  private static int running(ServedCluster cluster) {
    return cluster
        .clients()
        .marathon(cluster.endpoints().marathons())
        .apps()
        .find(WEB)
        .orElseThrow()
        .counts()
        .orElseThrow()
        .running();
  }

  @Test
  void runBuysTheOneMachineThatIsMissingAndEndsCleanlyWhenAskedTo() throws Exception {
    try (ServedCluster cluster = ServedCluster.start(BuiltIn.scenario(), 20)) {
      postWhatDoesNotFit(cluster);

      try (Pacer pacer =
          Pacer.start(folder, "autoscaler", "run", "--config", config(cluster).toString())) {
        pacer.until("all four instances run", Duration.ofSeconds(90), () -> running(cluster) == 4);
        assertThat((int) cluster.inWorld(PacerAutoscalerIT::desired)).isEqualTo(4);
        assertThat(pacer.terminate(ENDS_WITHIN)).as(pacer.toString()).isZero();
        assertThat(pacer.children()).isZero();
      }
    }
  }

  @Test
  void aDryRunDecidesAndSendsNothing() throws Exception {
    try (ServedCluster cluster = ServedCluster.start(BuiltIn.scenario(), 20)) {
      postWhatDoesNotFit(cluster);

      try (Pacer pacer =
          Pacer.start(
              folder, "autoscaler", "run", "--dry-run", "--config", config(cluster).toString())) {
        pacer.until(
            "it says what it would do",
            Duration.ofSeconds(60),
            () -> pacer.err().contains("would step="));
        assertThat(pacer.terminate(ENDS_WITHIN)).as(pacer.toString()).isZero();
        assertThat(pacer.err()).contains("from 3 to 4");
        assertThat((int) cluster.inWorld(PacerAutoscalerIT::desired)).isEqualTo(3);
      }
    }
  }

  @Test
  void aPlanIsPrintedAsJsonAndChangesNothing() throws Exception {
    try (ServedCluster cluster = ServedCluster.start(BuiltIn.scenario(), 20)) {
      postWhatDoesNotFit(cluster);

      Pacer pacer =
          Pacer.run(
              folder,
              "autoscaler",
              "plan",
              "--output",
              "json",
              "--config",
              config(cluster).toString());

      assertThat(pacer.code()).as(pacer.toString()).isZero();
      JsonNode plan = new ObjectMapper().readTree(pacer.out());
      assertThat(plan.path("cluster").asText()).isEqualTo("test");
      assertThat((int) cluster.inWorld(PacerAutoscalerIT::desired)).isEqualTo(3);
    }
  }

  @Test
  void aClusterThatCannotBeReachedIsCodeFourAndOneLine() throws Exception {
    String nobody = "http://127.0.0.1:" + freePort();

    Pacer pacer =
        Pacer.run(
            folder, "autoscaler", "plan", "--config", config(nobody, nobody, nobody).toString());

    assertThat(pacer.code()).as(pacer.toString()).isEqualTo(4);
    assertThat(pacer.err().lines()).singleElement().asString().contains(nobody);
    assertThat(pacer.out()).isEmpty();
  }

  @Test
  void aWrongConfigurationIsRefusedWithEveryProblem() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            """
            version: 1
            cluster: test
            marathon:
              urls: [ftp://nowhere]
            mesos:
              urls: [http://127.0.0.1:5050]
            aws:
              region: us-east-1
            colour: blue
            pools:
              - name: general
                groups: [agents]
                min: 5
                max: 2
            """);

    Pacer pacer = Pacer.run(folder, "autoscaler", "run", "--config", config.toString());

    assertThat(pacer.code()).as(pacer.toString()).isEqualTo(3);
    assertThat(pacer.err()).contains("marathon.urls[0]").contains("colour").contains("pools[0]");
  }
}

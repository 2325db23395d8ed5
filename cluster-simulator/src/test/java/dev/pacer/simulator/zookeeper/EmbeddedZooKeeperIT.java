package dev.pacer.simulator.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.junit.jupiter.api.Test;

class EmbeddedZooKeeperIT {

  private static final Duration TICK = Duration.ofMillis(500);

  private static CuratorFramework connect(EmbeddedZooKeeper zookeeper) {
    CuratorFramework curator =
        CuratorFrameworkFactory.newClient(zookeeper.connectString(), new RetryOneTime(100));
    curator.start();
    return curator;
  }

  @Test
  void aCuratorClientReadsWhatItWrote() throws Exception {
    try (EmbeddedZooKeeper zookeeper = EmbeddedZooKeeper.start(0, TICK);
        CuratorFramework curator = connect(zookeeper)) {
      curator.create().creatingParentsIfNeeded().forPath("/a/b", new byte[] {1, 2, 3});
      assertThat(curator.getData().forPath("/a/b")).containsExactly(1, 2, 3);
      assertThat(zookeeper.connectString()).startsWith("127.0.0.1:");
    }
  }

  @Test
  void mastersAndMarathonsStandInTheOrderTheyCame() throws Exception {
    try (EmbeddedZooKeeper zookeeper = EmbeddedZooKeeper.start(0, TICK);
        Announcements announcements = new Announcements(zookeeper.connectString());
        CuratorFramework curator = connect(zookeeper)) {
      announcements.masterStands("/mesos", "m1", "master1.test", "127.0.0.1", 5050);
      announcements.masterStands("/mesos", "m2", "master2.test", "127.0.0.1", 5051);
      announcements.marathonStands("/marathon", "127.0.0.1:8080");

      List<String> masters = curator.getChildren().forPath("/mesos").stream().sorted().toList();
      assertThat(masters).hasSize(2).allMatch(name -> name.startsWith("json.info_"));
      String first =
          new String(curator.getData().forPath("/mesos/" + masters.get(0)), StandardCharsets.UTF_8);
      assertThat(first).contains("\"id\":\"m1\"").contains("\"ip\":16777343");

      announcements.masterGone("m1");
      assertThat(curator.getChildren().forPath("/mesos")).containsExactly(masters.get(1));
      assertThat(curator.getChildren().forPath("/marathon/leader-curator"))
          .singleElement()
          .asString()
          .matches("_c_.*-latch-\\d{10}");
    }
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      assertThatThrownBy(() -> EmbeddedZooKeeper.start(taken.getLocalPort(), TICK))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
  }

  @Test
  void nothingIsLeftWhenItCloses() throws Exception {
    Set<String> before = leftovers();
    EmbeddedZooKeeper zookeeper = EmbeddedZooKeeper.start(0, TICK);
    assertThat(leftovers()).hasSize(before.size() + 1);
    zookeeper.close();
    assertThat(leftovers()).isEqualTo(before);
  }

  private static Set<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("pacer-zookeeper-"))
          .collect(Collectors.toSet());
    }
  }
}

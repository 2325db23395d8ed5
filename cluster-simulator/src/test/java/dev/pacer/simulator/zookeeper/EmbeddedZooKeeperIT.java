package dev.pacer.simulator.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.CreateMode;
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
  void itsFolderAndItsThreadsGoWhenItCloses() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    EmbeddedZooKeeper zookeeper = EmbeddedZooKeeper.start(0, TICK);
    try (CuratorFramework curator = connect(zookeeper)) {
      curator.create().forPath("/a");
      assertThat(zookeeper.folder()).isDirectory();
      assertThat(startedSince(before)).isNotEmpty();
    }
    zookeeper.close();
    assertThat(zookeeper.folder()).doesNotExist();
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!startedSince(before).isEmpty() && System.nanoTime() < deadline) {
      startedSince(before).stream().findFirst().orElseThrow().join(100);
    }
    assertThat(startedSince(before)).isEmpty();
  }

  private static Set<Thread> startedSince(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !before.contains(thread))
        .collect(Collectors.toSet());
  }

  @Test
  void itAnswersNoFourLetterWordAndShowsNothingToJmx() throws Exception {
    try (EmbeddedZooKeeper zookeeper = EmbeddedZooKeeper.start(0, TICK)) {
      int port = Integer.parseInt(zookeeper.connectString().replaceAll(".*:", ""));
      try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write("envi".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .contains("not in the whitelist");
      }
      assertThat(
              ManagementFactory.getPlatformMBeanServer()
                  .queryNames(new ObjectName("org.apache.ZooKeeperService:*"), null))
          .isEmpty();
    }
  }

  @Test
  void twoStandSideBySide() throws Exception {
    try (EmbeddedZooKeeper one = EmbeddedZooKeeper.start(0, TICK);
        EmbeddedZooKeeper other = EmbeddedZooKeeper.start(0, TICK);
        CuratorFramework toOne = connect(one);
        CuratorFramework toOther = connect(other)) {
      toOne.create().forPath("/a");
      assertThat(toOther.checkExists().forPath("/a")).isNull();
      assertThat(one.connectString()).isNotEqualTo(other.connectString());
    }
  }

  @Test
  void anExpiredSessionTakesItsEphemeralNodesAlong() throws Exception {
    try (EmbeddedZooKeeper zookeeper = EmbeddedZooKeeper.start(0, TICK);
        CuratorFramework owner = connect(zookeeper);
        CuratorFramework watcher = connect(zookeeper)) {
      owner.create().withMode(CreateMode.EPHEMERAL).forPath("/here");
      long session = owner.getZookeeperClient().getZooKeeper().getSessionId();

      zookeeper.expire(session);

      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (watcher.checkExists().forPath("/here") != null && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(watcher.checkExists().forPath("/here")).isNull();
    }
  }
}

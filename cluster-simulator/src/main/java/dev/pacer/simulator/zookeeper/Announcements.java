package dev.pacer.simulator.zookeeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * What the simulated masters and Marathons write into ZooKeeper, as the real ones do: a master's
 * candidacy is an ephemeral sequential node {@code json.info_…} (the lowest leads), a Marathon's is
 * a node of Curator's leader latch below {@code leader-curator}.
 */
public final class Announcements implements AutoCloseable {

  private static final int SESSION_MILLIS = 10_000;

  private final ZooKeeper zookeeper;
  private final Map<String, String> nodes = new HashMap<>();

  /**
   * @param connect {@code host:port}
   * @throws IOException when no ZooKeeper answers there within 10 s
   */
  public Announcements(String connect) throws IOException {
    CountDownLatch connected = new CountDownLatch(1);
    zookeeper =
        new ZooKeeper(
            connect,
            SESSION_MILLIS,
            event -> {
              if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                connected.countDown();
              }
            });
    try {
      if (!connected.await(SESSION_MILLIS, TimeUnit.MILLISECONDS)) {
        zookeeper.close();
        throw new IOException("no ZooKeeper answered at " + connect + " within 10 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting to ZooKeeper at " + connect, e);
    }
  }

  /**
   * A master stands for election, behind those that already do.
   *
   * @param path the path of the {@code zk://} URL, such as {@code /mesos}
   * @param id the master's id
   */
  public synchronized void masterStands(
      String path, String id, String hostname, String ip, int port) throws IOException {
    String[] octets = ip.split("\\.", -1);
    // Mesos writes the address as the little-endian number of its four bytes.
    long number = 0;
    for (int i = octets.length - 1; i >= 0; i--) {
      number = number << 8 | Long.parseLong(octets[i]);
    }
    String json =
        """
        {"address":{"hostname":"%s","ip":"%s","port":%d},\
        "capabilities":[{"type":"AGENT_UPDATE"},{"type":"AGENT_DRAINING"},{"type":"QUOTA_V2"}],\
        "hostname":"%s","id":"%s","ip":%d,"pid":"master@%s:%d","port":%d,"version":"1.12.0"}\
        """
            .formatted(hostname, ip, port, hostname, id, number, ip, port, port);
    add("master " + id, path, "json.info_", json);
  }

  /** A master is gone, and its session with it. */
  public synchronized void masterGone(String id) throws IOException {
    remove("master " + id);
  }

  /** A Marathon stands for election, behind those that already do. */
  public synchronized void marathonStands(String path, String hostPort) throws IOException {
    // The prefix is Curator's own for protected nodes; the uuid must only differ from node to node.
    add(
        "marathon " + hostPort,
        path + "/leader-curator",
        "_c_00000000-0000-4000-8000-%012d-latch-".formatted(nodes.size()),
        hostPort);
  }

  /** A Marathon is gone, and its session with it. */
  public synchronized void marathonGone(String hostPort) throws IOException {
    remove("marathon " + hostPort);
  }

  private void add(String key, String parent, String prefix, String data) throws IOException {
    if (nodes.containsKey(key)) {
      return;
    }
    try {
      StringBuilder path = new StringBuilder();
      for (String segment : List.of(parent.substring(1).split("/", -1))) {
        path.append('/').append(segment);
        if (zookeeper.exists(path.toString(), false) == null) {
          zookeeper.create(
              path.toString(), new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
      }
      String node =
          zookeeper.create(
              parent + "/" + prefix,
              data.getBytes(StandardCharsets.UTF_8),
              ZooDefs.Ids.OPEN_ACL_UNSAFE,
              CreateMode.EPHEMERAL_SEQUENTIAL);
      nodes.put(key, node);
    } catch (KeeperException e) {
      throw new IOException("could not announce " + key + " in ZooKeeper: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while announcing " + key, e);
    }
  }

  private void remove(String key) throws IOException {
    String node = nodes.remove(key);
    if (node == null) {
      return;
    }
    try {
      zookeeper.delete(node, -1);
    } catch (KeeperException.NoNodeException alreadyGone) {
      // The session had expired: what was wanted is so.
    } catch (KeeperException e) {
      throw new IOException("could not withdraw " + key + " in ZooKeeper: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while withdrawing " + key, e);
    }
  }

  @Override
  public void close() {
    try {
      zookeeper.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

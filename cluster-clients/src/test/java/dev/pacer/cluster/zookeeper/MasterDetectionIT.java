package dev.pacer.cluster.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.RawServer;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.mesos.HttpMesosMaster;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.ZooKeeperMasters;
import dev.pacer.cluster.time.SystemWatchdog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From {@code zk://} to the master that leads, and to the next one when it goes. */
class MasterDetectionIT {
  private static final String NO_AGENTS =
      "{\"type\":\"GET_AGENTS\",\"get_agents\":{\"agents\":[],\"recovered_agents\":[]}}";

  @Test
  void theLeaderIsAskedAndAfterItTheNext(@TempDir Path folder) throws Exception {
    try (InProcessZooKeeper zookeeper = new InProcessZooKeeper(folder);
        RawServer first = new RawServer(RawServer.json(200, NO_AGENTS));
        RawServer second = new RawServer(RawServer.json(200, NO_AGENTS));
        Participant masters = Participant.of(zookeeper.host(), "unused", "masters");
        SystemWatchdog watchdog = new SystemWatchdog();
        HttpTransport transport = new HttpTransport(TransportSettings.ORDINARY, watchdog)) {
      ZooKeeperUrl url = ZooKeeperUrl.parse("zk://" + zookeeper.host() + "/mesos");
      try (CuratorConnection connection = CuratorConnection.open(ZooKeeperSettings.of(url))) {
        assertThat(masters.connection.awaitConnected(Participant.SESSION)).isTrue();
        create(masters, "/mesos", "", CreateMode.PERSISTENT);
        String leader = announce(masters, first.port());
        announce(masters, second.port());
        MesosMaster mesos =
            new HttpMesosMaster(
                new ZooKeeperMasters(new CuratorCandidates(connection), url, false),
                address ->
                    new HttpPeer(
                        address,
                        transport,
                        Credentials.none(),
                        RetryPolicy.NONE,
                        InstantSource.system(),
                        time -> {},
                        new SplittableRandom(1)),
                InstantSource.system());

        assertThat(mesos.agents().registered()).isEmpty();
        assertThat(first.requests()).hasSize(1);
        assertThat(second.requests()).isEmpty();

        masters.connection.client().delete().forPath(leader);
        Await.until(
            "the next master is asked",
            () -> mesos.agents().registered().isEmpty() && !second.requests().isEmpty());
      }
    }
  }

  private static String announce(Participant masters, int port) throws Exception {
    String json =
        "{\"hostname\":\"localhost\",\"id\":\"m-%1$d\",\"ip\":16777343,\"pid\":\"master@127.0.0.1:%1$d\",\"port\":%1$d}"
            .formatted(port);
    return create(masters, "/mesos/json.info_", json, CreateMode.EPHEMERAL_SEQUENTIAL);
  }

  private static String create(Participant masters, String path, String data, CreateMode mode)
      throws Exception {
    return RecordTree.create(
        masters.connection.client(),
        path,
        mode,
        ZooDefs.Ids.OPEN_ACL_UNSAFE,
        data.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.pacer.systemtests.contract;

import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.Clients;
import dev.pacer.systemtests.cluster.ServedCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The HTTP adapter, which finds the masters in ZooKeeper, goes through a failover. Slow, and
 * without retries, so that what is between two leaders is seen.
 */
class ServedFailoverIT implements FailoverContract {

  private static ServedCluster cluster;
  private static Clients clients;
  private static MesosMaster mesos;

  @BeforeAll
  static void serve() {
    cluster = ServedCluster.start(FailoverContract.scenario(), 2);
    clients = new Clients(RetryPolicy.NONE);
    mesos = clients.mesos(cluster.mastersInZooKeeper());
  }

  @AfterAll
  static void end() {
    clients.close();
    cluster.close();
  }

  @Override
  public MesosMaster mesos() {
    return mesos;
  }

  @Override
  public Awaiting awaiting() {
    return cluster.awaiting();
  }

  @Override
  public void killLeader() {
    cluster.inWorld(
        world -> {
          world.mesos().failOver();
          return true;
        });
  }
}

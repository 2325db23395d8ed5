package dev.pacer.systemtests.contract;

import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.ServedCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The HTTP adapter keeps the contract against the served simulator. */
class ServedMesosMasterIT implements MesosMasterContract {

  private static ServedCluster cluster;
  private static MesosMaster mesos;

  @BeforeAll
  static void serve() {
    cluster = ServedCluster.start(MesosMasterContract.scenario(), 50);
    mesos = cluster.clients().mesos(cluster.endpoints().mesos());
  }

  @AfterAll
  static void end() {
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
}

package dev.pacer.systemtests.contract;

import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.ServedCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The HTTP adapter keeps the contract against the served simulator. */
class ServedMarathonIT implements MarathonClientContract {

  private static ServedCluster cluster;
  private static MarathonClient marathon;

  @BeforeAll
  static void serve() {
    cluster = ServedCluster.start(MarathonClientContract.scenario(), 20);
    marathon = cluster.clients().marathon(cluster.endpoints().marathons());
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Override
  public MarathonClient marathon() {
    return marathon;
  }

  @Override
  public Awaiting awaiting() {
    return cluster.awaiting();
  }
}

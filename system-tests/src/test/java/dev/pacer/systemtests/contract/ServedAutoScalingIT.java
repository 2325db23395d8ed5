package dev.pacer.systemtests.contract;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.ServedCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The AWS SDK's adapter keeps the contract against the served simulator. */
class ServedAutoScalingIT implements AutoScalingContract {

  private static ServedCluster cluster;
  private static AutoScaling autoScaling;

  @BeforeAll
  static void serve() {
    cluster = ServedCluster.start(AutoScalingContract.scenario(), 100);
    autoScaling = cluster.clients().autoScaling(cluster.endpoints().aws());
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Override
  public AutoScaling autoScaling() {
    return autoScaling;
  }

  @Override
  public Awaiting awaiting() {
    return cluster.awaiting();
  }
}

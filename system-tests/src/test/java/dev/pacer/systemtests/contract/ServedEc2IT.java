package dev.pacer.systemtests.contract;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.ServedCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The AWS SDK's adapter keeps EC2's contract against the served simulator. */
class ServedEc2IT implements Ec2Contract {

  private static ServedCluster cluster;
  private static AutoScaling autoScaling;
  private static Ec2 ec2;

  @BeforeAll
  static void serve() {
    cluster = ServedCluster.start(Ec2Contract.scenario(), 100);
    autoScaling = cluster.clients().autoScaling(cluster.endpoints().aws());
    ec2 = cluster.clients().ec2(cluster.endpoints().aws());
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Override
  public Ec2 ec2() {
    return ec2;
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

package dev.pacer.systemtests.contract;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.systemtests.cluster.Clients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The reading part of both AWS contracts against real AWS (or whatever answers at that URL), with
 * the surroundings' own credentials.
 */
@EnabledIfEnvironmentVariable(
    named = "PACER_IT_AWS_URL",
    matches = "https?://.+",
    disabledReason = "set PACER_IT_AWS_URL to AWS's URL to run this")
@EnabledIfEnvironmentVariable(
    named = "PACER_IT_AWS_GROUP",
    matches = ".+",
    disabledReason = "set PACER_IT_AWS_GROUP to a group with instances in service to run this")
class RealAwsIT implements AutoScalingReadContract, Ec2ReadContract {

  private static Clients clients;
  private static AutoScaling autoScaling;
  private static Ec2 ec2;

  @BeforeAll
  static void open() {
    clients = new Clients();
    String url = System.getenv("PACER_IT_AWS_URL");
    autoScaling = clients.realAws(url).autoScaling();
    ec2 = clients.realAws(url).ec2();
  }

  @AfterAll
  static void end() {
    clients.close();
  }

  @Override
  public AutoScaling autoScaling() {
    return autoScaling;
  }

  @Override
  public Ec2 ec2() {
    return ec2;
  }

  @Override
  public GroupName quietGroup() {
    return new GroupName(System.getenv("PACER_IT_AWS_GROUP"));
  }
}

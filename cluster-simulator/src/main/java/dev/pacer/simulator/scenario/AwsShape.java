package dev.pacer.simulator.scenario;

import java.time.Duration;
import java.util.List;

/**
 * The AWS account.
 *
 * @param requestDelay from a change of desired capacity to the first launch or termination
 * @param pending how long an instance is Pending before it is InService
 * @param terminating how long it is Terminating before it leaves the group
 * @param staleReads whether describes lag behind writes by some seconds, now and then a minute
 * @param registryTokenLifetime how long ECR's tokens are good
 * @param queues SQS queues that are there from the start
 * @param azRebalance whether groups even out their zones by themselves, as AWS's do unless the
 *     process is suspended
 */
public record AwsShape(
    String region,
    String account,
    Duration requestDelay,
    Duration pending,
    Duration terminating,
    boolean staleReads,
    Duration registryTokenLifetime,
    List<QueueSpec> queues,
    boolean azRebalance) {
  public AwsShape {
    queues = List.copyOf(queues);
  }

  /** us-east-1 with the delays reported of AWS: 15 s, 60 s, 60 s; reads do not lag. */
  public static AwsShape standard() {
    return new AwsShape(
        "us-east-1",
        "000000000000",
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        false,
        Duration.ofHours(12),
        List.of(),
        false);
  }
}

package dev.pacer.simulator.kernel;

/**
 * One call to the simulated world, as fault rules see it.
 *
 * @param service {@code marathon}, {@code mesos}, {@code autoscaling}, {@code ec2}, {@code ecr},
 *     {@code sts}, {@code secretsmanager}, {@code s3}, {@code zookeeper}, later {@code registry}
 * @param operation the operation's name: AWS action ({@code SetDesiredCapacity}), Mesos v1 type or
 *     path ({@code DRAIN_AGENT}, {@code /slaves}), Marathon method and route ({@code PUT
 *     /v2/apps/{id}})
 * @param subject what it is about: group name, agent id, app id; empty when it is about nothing in
 *     particular
 */
public record Call(String service, String operation, String subject) {}

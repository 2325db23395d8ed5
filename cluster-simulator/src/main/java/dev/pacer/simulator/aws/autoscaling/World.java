package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.aws.account.AwsIds;
import dev.pacer.simulator.aws.account.Delays;
import dev.pacer.simulator.aws.ec2.InstanceTypes;
import dev.pacer.simulator.aws.ec2.Instances;
import dev.pacer.simulator.aws.ec2.LaunchTemplates;
import dev.pacer.simulator.aws.ec2.VpcNetwork;
import dev.pacer.simulator.aws.events.Notices;
import dev.pacer.simulator.aws.sqs.Queues;
import dev.pacer.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What Auto Scaling stands on.
 *
 * @param delays by the name of the group
 */
public record World(
    Simulation simulation,
    AccountId account,
    AwsIds ids,
    Function<String, Delays> delays,
    Machines machines,
    Messages messages) {

  /** Whom Auto Scaling tells. */
  public record Messages(Queues queues, Notices notices) {}

  /** EC2, as Auto Scaling uses it. */
  public record Machines(
      InstanceTypes types, LaunchTemplates templates, VpcNetwork network, Instances instances) {}

  Instant now() {
    return simulation.instant();
  }

  /** Draws a delay of a group. */
  Duration drawn(Group group, Function<Delays, Duration> which) {
    Delays of = delays.apply(group.name());
    return of.drawn(which.apply(of), simulation.chance("aws:autoscaling"));
  }

  void after(Duration delay, Runnable action) {
    simulation.after(delay, action);
  }

  /** Whether something listens at that ARN: a queue; topics are not simulated and take all. */
  boolean reaches(String arn) {
    return arn.contains(":sns:") || messages.queues().findByArn(arn).isPresent();
  }

  /** Sends a message to the queue of that ARN; it is lost when there is none. */
  void post(String arn, String body) {
    messages
        .queues()
        .findByArn(arn)
        .ifPresent(queue -> messages.queues().send(queue, body, Optional.empty()));
  }

  void record(String what) {
    simulation.record("aws", what);
  }
}

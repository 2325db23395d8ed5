package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.ec2.Instance;
import java.time.Instant;
import java.util.Optional;

/** Notices members whose machine is gone, and takes users' word for sick ones. */
public final class HealthChecks {

  private final World world;
  private final Groups groups;
  private final Evaluation evaluation;

  HealthChecks(World world, Groups groups, Evaluation evaluation) {
    this.world = world;
    this.groups = groups;
    this.evaluation = evaluation;
    world.machines().instances().onEnding(this::ended);
  }

  private void ended(Instance instance) {
    instance
        .now()
        .group()
        .flatMap(groups::find)
        .ifPresent(
            group -> group.findMember(instance.id()).ifPresent(member -> expect(group, member)));
  }

  private void expect(Group group, Member member) {
    if (!member.state().leaving()) {
      world.after(
          world.drawn(group, delays -> delays.healthDetection()), () -> detect(group, member));
    }
  }

  private void detect(Group group, Member member) {
    if (member.state().counts()
        && member.now().healthy()
        && !group.now().suspends(ScalingProcess.HEALTH_CHECK)) {
      member.ails(world.now(), Causes.EC2_HEALTH_CHECK);
      world.record(
          "%s of %s is unhealthy: its machine is gone".formatted(member.id(), group.name()));
      evaluation.wake(group);
    }
  }

  /** Looks again at members whose machine went unnoticed: after a suspension, or after standby. */
  void lookAgain(Group group) {
    for (Member member : group.members()) {
      if (!member.instance().now().state().alive()) {
        expect(group, member);
      }
    }
  }

  /** Takes a user's word on an instance. */
  public void set(String instanceId, boolean healthy, boolean respectGrace) {
    Groups.Membership found =
        groups
            .membership(instanceId)
            .orElseThrow(
                () ->
                    AwsError.validation(
                        "Instance Id not found - No managed instance found for instance ID "
                            + instanceId));
    Group group = found.group();
    Member member = found.member();
    if (healthy) {
      if (member.state().counts()) {
        member.recovers(world.now());
        world.record("%s of %s is healthy".formatted(instanceId, group.name()));
      }
      return;
    }
    if (respectGrace && inGrace(group, member)) {
      return;
    }
    if (!member.state().leaving()) {
      member.ails(world.now(), Causes.USER_HEALTH_CHECK);
      world.record("%s of %s is unhealthy: a user says so".formatted(instanceId, group.name()));
      evaluation.wake(group);
    }
  }

  private boolean inGrace(Group group, Member member) {
    Optional<Instant> since = member.inServiceSince();
    return !group.now().rules().healthCheckGrace().isZero()
        && (since.isEmpty()
            || world
                .now()
                .isBefore(
                    since
                        .get()
                        .plus(world.simulation().scaled(group.now().rules().healthCheckGrace()))));
  }
}

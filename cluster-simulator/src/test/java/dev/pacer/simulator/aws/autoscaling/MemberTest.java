package dev.pacer.simulator.aws.autoscaling;

import static dev.pacer.simulator.aws.TestAws.activity;
import static dev.pacer.simulator.aws.TestAws.member;
import static dev.pacer.simulator.aws.TestAws.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Delays;
import dev.pacer.simulator.aws.ec2.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberTest {

  private final TestAws aws = new TestAws();
  private final AutoScalingModel autoScaling = aws.model.autoScaling();

  @Test
  void terminateWithDecrementLowersDesiredCapacityAtOnceAndReplacesNobody() {
    Group group = aws.settled("agents", 1, 6, 3, 3);
    Member victim = member(group, 1);
    Activity.View begun = autoScaling.members().terminate(victim.id(), true);

    assertThat(group.now().capacity().desired()).isEqualTo(2);
    assertThat(victim.state()).isEqualTo(LifecycleState.TERMINATING);
    assertThat(begun.cause())
        .isEqualTo(
            "At 2026-01-05T08:02:00Z instance "
                + victim.id()
                + " was taken out of service in response to a user request, shrinking the capacity"
                + " from 3 to 2.");
    assertThat(begun.progress().end()).isEmpty();
    assertThat(begun.progress().code()).isEqualTo(Activity.Code.IN_PROGRESS);
    aws.advance(600);
    assertThat(states(group)).isEqualTo(Map.of("InService", 2));
  }

  @Test
  void terminateWithoutDecrementIsReplaced() {
    Group group = aws.settled("agents", 1, 6, 3, 3);
    Member victim = member(group, 0);
    Activity.View begun = autoScaling.members().terminate(victim.id(), false);

    assertThat(begun.cause()).endsWith("was taken out of service in response to a user request.");
    aws.advance(15);
    assertThat(states(group)).isEqualTo(Map.of("InService", 2, "Pending", 1, "Terminating", 1));
    aws.advance(60);
    assertThat(states(group)).isEqualTo(Map.of("InService", 3));
    assertThat(group.findMember(victim.id())).isEmpty();
  }

  @Test
  void terminateWithDecrementIsRefusedAtTheMinimum() {
    Group group = aws.settled("agents", 1, 6, 1, 1);
    assertRefused(
        () -> autoScaling.members().terminate(member(group, 0).id(), true),
        "Currently, desiredSize equals minSize (1). Terminating instance without replacement will"
            + " violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag"
            + " to false or lower group's min size.");
    assertThat(states(group)).isEqualTo(Map.of("InService", 1));
    assertRefused(
        () -> autoScaling.members().terminate("i-0000000000000dead", true),
        "Instance Id not found - No managed instance found for instance ID i-0000000000000dead");
  }

  @Test
  void aSecondTerminateIsBlockedByTheFirstAndLowersNothing() {
    Group group = aws.settled("agents", 1, 6, 3, 3);
    Activity.View first = autoScaling.members().terminate(member(group, 0).id(), true);
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> autoScaling.members().terminate(member(group, 0).id(), true))
        .withMessageContaining(first.id());
    assertThat(group.now().capacity().desired()).isEqualTo(2);
  }

  @Test
  void protectionDoesNotStopATerminate() {
    Group group = aws.settled("agents", 1, 6, 3, 3);
    autoScaling.members().protect("agents", List.of(member(group, 0).id()), true);
    autoScaling.members().terminate(member(group, 0).id(), true);
    assertThat(states(group)).isEqualTo(Map.of("InService", 2, "Terminating", 1));
  }

  @Test
  void protectionIsRefusedBeforeServiceAndForStrangers() {
    Group group = aws.create("agents", 1, 6, 1, 1);
    aws.advance(15);
    assertRefused(
        () -> autoScaling.members().protect("agents", List.of(member(group, 0).id()), true),
        "The instance %s is not in InService or EnteringStandby or Standby."
            .formatted(member(group, 0).id()));
    assertRefused(
        () -> autoScaling.members().protect("agents", List.of("i-0000000000000dead"), true),
        "The instance i-0000000000000dead is not part of Auto Scaling group agents.");
  }

  @Test
  void standbyLeavesTheGroupShortUnlessDesiredCapacityFallsWithIt() {
    Group group = aws.settled("agents", 1, 6, 3, 3);
    Activity.View moved =
        autoScaling.standby().enterStandby("agents", List.of(member(group, 0).id()), true).get(0);

    assertThat(moved.cause())
        .endsWith(
            "was moved to standby in response to a user request, shrinking the capacity from 3 to"
                + " 2.");
    assertThat(states(group)).isEqualTo(Map.of("EnteringStandby", 1, "InService", 2));
    aws.advance(10);
    assertThat(states(group)).isEqualTo(Map.of("InService", 2, "Standby", 1));
    aws.advance(600);
    assertThat(group.members()).hasSize(3);

    autoScaling.standby().exitStandby("agents", List.of(member(group, 0).id()));
    assertThat(group.now().capacity().desired()).isEqualTo(3);
    aws.advance(10);
    assertThat(states(group)).isEqualTo(Map.of("InService", 3));
  }

  @Test
  void standbyWithoutDecrementIsReplacedAndThenNeverTakenByScaleIn() {
    Group group = aws.settled("agents", 0, 6, 2, 1);
    String resting = member(group, 0).id();
    autoScaling.standby().enterStandby("agents", List.of(resting), false);
    aws.advance(120);
    assertThat(states(group)).isEqualTo(Map.of("InService", 2, "Standby", 1));

    autoScaling.groups().setDesired("agents", 0, false);
    aws.advance(120);
    assertThat(states(group)).isEqualTo(Map.of("Standby", 1));
    assertThat(member(group, 0).id()).isEqualTo(resting);
  }

  @Test
  void standbyAtTheMinimumIsRefused() {
    Group group = aws.settled("agents", 1, 6, 1, 1);
    assertRefused(
        () -> autoScaling.standby().enterStandby("agents", List.of(member(group, 0).id()), true),
        "AutoScalingGroup agents has min-size=1, max-size=6, and desired-size=1. To place into"
            + " standby 1 instance, please update the AutoScalingGroup sizes appropriately.");
  }

  @Test
  void aDetachedMachineRunsOnAndMayComeBack() {
    Group group = aws.settled("agents", 0, 6, 2, 1);
    Member leaving = member(group, 0);
    autoScaling.memberships().detach("agents", List.of(leaving.id()), true);
    assertThat(leaving.state()).isEqualTo(LifecycleState.DETACHING);
    aws.advance(10);

    assertThat(group.findMember(leaving.id())).isEmpty();
    assertThat(leaving.instance().now().state().text()).isEqualTo("running");
    assertThat(leaving.instance().now().group()).isEmpty();

    autoScaling.memberships().attach("agents", List.of(leaving.id()));
    assertThat(group.now().capacity().desired()).isEqualTo(2);
    aws.advance(10);
    assertThat(states(group)).isEqualTo(Map.of("InService", 2));
    assertThat(leaving.instance().now().group()).contains("agents");
  }

  @Test
  void attachingBeyondTheMaximumIsRefused() {
    Group group = aws.settled("agents", 0, 2, 2, 1);
    String id = member(group, 0).id();
    autoScaling.memberships().detach("agents", List.of(id), false);
    aws.advance(120);
    assertRefused(
        () -> autoScaling.memberships().attach("agents", List.of(id)),
        "AutoScalingGroup agents has min-size=0, max-size=2, and desired-size=2. To attach 1"
            + " instance, please update the AutoScalingGroup sizes appropriately.");
  }

  @Test
  void aMachineThatDiesIsNoticedAndReplacedAndDesiredCapacityStays() {
    Group group = aws.settled("agents", 1, 6, 2, 1);
    Instance dead = member(group, 0).instance();
    aws.model.instances().terminate(dead, Delays.TYPICAL.exact(), "spot");
    aws.advance(119);
    assertThat(group.findMember(dead.id()).orElseThrow().now().healthy()).isTrue();

    aws.advance(1);
    assertThat(group.findMember(dead.id()).orElseThrow().now().healthy()).isFalse();
    aws.advance(15);
    assertThat(states(group)).isEqualTo(Map.of("InService", 1, "Pending", 1, "Terminating", 1));
    assertThat(activity(group, 1).cause())
        .isEqualTo(
            "At 2026-01-05T08:04:15Z an instance was taken out of service in response to a EC2"
                + " health check indicating it has been terminated or stopped.");
    assertThat(group.now().capacity().desired()).isEqualTo(2);
  }

  @Test
  void aUsersWordOnHealthCountsUnlessItIsGraceTime() {
    Group group =
        aws.create(
            "agents",
            TestAws.sizes(1, 6, 1),
            1,
            new GroupRequest.Rules(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(5)),
                List.of(),
                Optional.empty(),
                Optional.empty()),
            List.of());
    aws.advance(75 + 60);
    Member sick = member(group, 0);
    autoScaling.health().set(sick.id(), false, true);
    assertThat(sick.now().healthy()).isTrue();

    autoScaling.health().set(sick.id(), false, false);
    assertThat(sick.now().healthy()).isFalse();
    aws.advance(15);
    assertThat(sick.state()).isEqualTo(LifecycleState.TERMINATING);
    aws.advance(60);
    assertThat(states(group)).isEqualTo(Map.of("InService", 1));
  }

  @Test
  void aPendingMemberThatIsTerminatedCancelsItsLaunch() {
    Group group = aws.create("agents", 0, 6, 1, 1);
    aws.advance(20);
    autoScaling.members().terminate(member(group, 0).id(), true);
    assertThat(activity(group, 1).progress().code()).isEqualTo(Activity.Code.CANCELLED);
    aws.advance(600);
    assertThat(group.members()).isEmpty();
  }

  @Test
  void propagatedTagsReachNewMachinesOnly() {
    Group group =
        aws.create(
            "agents",
            TestAws.sizes(0, 6, 1),
            1,
            GroupRequest.Rules.NONE,
            List.of(new GroupTag("pool", "blue", true), new GroupTag("owner", "me", false)));
    aws.advance(75);
    autoScaling.tags().putTags("agents", List.of(new GroupTag("cell", "7", true)));

    Map<String, String> tags = member(group, 0).instance().now().tags();
    assertThat(tags)
        .containsEntry("pool", "blue")
        .containsEntry("aws:autoscaling:groupName", "agents")
        .containsEntry("aws:ec2launchtemplate:version", "1")
        .doesNotContainKeys("owner", "cell");
    autoScaling.groups().setDesired("agents", 2, false);
    aws.advance(15);
    assertThat(member(group, 1).instance().now().tags()).containsEntry("cell", "7");
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(call)
        .matches(error -> error.code().equals("ValidationError"))
        .withMessage("%s", message);
  }
}

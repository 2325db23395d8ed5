package dev.pacer.simulator.aws.autoscaling;

import static dev.pacer.simulator.aws.TestAws.activity;
import static dev.pacer.simulator.aws.TestAws.member;
import static dev.pacer.simulator.aws.TestAws.sizes;
import static dev.pacer.simulator.aws.TestAws.states;
import static dev.pacer.simulator.aws.TestAws.zones;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.account.AwsError;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GroupSizeTest {

  private final TestAws aws = new TestAws();
  private final GroupChanges groups = aws.model.autoScaling().groups();

  @Test
  void aNewGroupLaunchesAfterADelayAndItsMembersBecomeInServiceLater() {
    Group group = aws.create("agents", 1, 6, 3, 3);
    aws.advance(14);
    assertThat(group.members()).isEmpty();

    aws.advance(1);
    assertThat(states(group)).isEqualTo(Map.of("Pending", 3));

    aws.advance(59);
    assertThat(states(group)).isEqualTo(Map.of("Pending", 3));
    aws.advance(1);
    assertThat(states(group)).isEqualTo(Map.of("InService", 3));
    assertThat(zones(group)).isEqualTo(Map.of("us-east-1a", 1, "us-east-1b", 1, "us-east-1c", 1));
  }

  @Test
  void theActivitiesOfOneRequestTellTheWholeChangeInAwsWords() {
    Group group = aws.settled("agents", 1, 10, 5, 3);
    groups.setDesired("agents", 8, false);
    aws.advance(15);

    assertThat(activity(group, 0).cause())
        .isEqualTo(
            "At 2026-01-05T08:02:00Z a user request explicitly set group desired capacity changing"
                + " the desired capacity from 5 to 8.  At 2026-01-05T08:02:15Z an instance was"
                + " started in response to a difference between desired and actual capacity,"
                + " increasing the capacity from 5 to 8.")
        .isEqualTo(activity(group, 2).cause());
    assertThat(activity(group, 0).description())
        .isEqualTo("Launching a new EC2 instance: " + member(group, 7).id());
    assertThat(activity(group, 0).details())
        .isEqualTo(
            "{\"Subnet ID\":\"subnet-0000000000000000b\",\"Availability Zone\":\"us-east-1b\"}");
    assertThat(activity(group, 0).progress().code()).isEqualTo(Activity.Code.PRE_IN_SERVICE);
    assertThat(activity(group, 0).progress().end()).isEmpty();

    aws.advance(60);
    assertThat(activity(group, 0).progress().code()).isEqualTo(Activity.Code.SUCCESSFUL);
    assertThat(activity(group, 0).progress().end())
        .contains(TestAws.START.plusSeconds(120 + 15 + 60));
    assertThat(activity(group, 3).cause())
        .startsWith(
            "At 2026-01-05T08:00:00Z a user request created an AutoScalingGroup changing the"
                + " desired capacity from 0 to 5.");
  }

  @Test
  void aDesiredCapacityBeyondTheBoundsIsRefusedAndNothingChanges() {
    Group group = aws.settled("agents", 1, 6, 3, 3);

    assertRefused(
        () -> groups.setDesired("agents", 7, false),
        "New SetDesiredCapacity value 7 is above max value 6 for the AutoScalingGroup.");
    assertRefused(
        () -> groups.setDesired("agents", 0, false),
        "New SetDesiredCapacity value 0 is below min value 1 for the AutoScalingGroup.");
    assertRefused(
        () -> groups.setDesired("nope", 1, false), "AutoScalingGroup name not found - null");
    assertThat(group.now().capacity()).isEqualTo(new Capacity(1, 6, 3));
  }

  @Test
  void anUpdateWithoutDesiredCapacityMovesItIntoTheNewBounds() {
    Group group = aws.settled("agents", 1, 6, 3, 3);

    groups.update("agents", sizes(OptionalInt.of(4), OptionalInt.empty(), OptionalInt.empty()));
    assertThat(group.now().capacity()).isEqualTo(new Capacity(4, 6, 4));

    groups.update("agents", sizes(OptionalInt.of(0), OptionalInt.of(2), OptionalInt.empty()));
    assertThat(group.now().capacity()).isEqualTo(new Capacity(0, 2, 2));
    aws.advance(15);
    assertThat(activity(group, 0).cause())
        .contains(
            "a user request update of AutoScalingGroup constraints to min: 0, max: 2, desired: 2"
                + " changing the desired capacity from 4 to 2.");
  }

  @Test
  void anUpdateThatContradictsItselfIsRefused() {
    aws.settled("agents", 1, 6, 3, 3);
    assertRefused(
        () -> groups.update("agents", sizes(4, 10, 2)),
        "Desired capacity:2 must be between the specified min size:4 and max size:10");
    assertRefused(
        () ->
            groups.update(
                "agents", sizes(OptionalInt.of(3), OptionalInt.of(2), OptionalInt.empty())),
        "Max bound, 2, must be greater than or equal to min bound, 3");
  }

  @Test
  void scaleInTakesFromTheFullestZoneAndSaysWhom() {
    Group group = aws.settled("agents", 0, 6, 5, 3);
    groups.setDesired("agents", 4, false);
    aws.advance(15);

    Member leaving =
        group.members().stream()
            .filter(member -> member.state() == LifecycleState.TERMINATING)
            .findFirst()
            .orElseThrow();
    assertThat(leaving.now().zone()).isIn("us-east-1a", "us-east-1b");
    assertThat(activity(group, 0).cause())
        .endsWith(
            "At 2026-01-05T08:02:15Z an instance was taken out of service in response to a"
                + " difference between desired and actual capacity, shrinking the capacity from 5"
                + " to 4.  At 2026-01-05T08:02:15Z instance "
                + leaving.id()
                + " was selected for termination.");
    aws.advance(60);
    assertThat(group.members()).hasSize(4);
    assertThat(activity(group, 0).progress().code()).isEqualTo(Activity.Code.SUCCESSFUL);
  }

  @Test
  void whenAllAreProtectedDesiredCapacityFallsAndNobodyGoes() {
    Group group = aws.settled("agents", 0, 6, 2, 2);
    aws.model
        .autoScaling()
        .members()
        .protect("agents", group.members().stream().map(Member::id).toList(), true);
    groups.setDesired("agents", 1, false);
    aws.advance(600);

    assertThat(states(group)).isEqualTo(Map.of("InService", 2));
    assertThat(group.now().capacity().desired()).isEqualTo(1);
    assertThat(activity(group, 0).progress().message())
        .contains(
            "Could not scale to desired capacity because all remaining instances are protected from"
                + " scale in.");
    assertThat(group.activities()).hasSize(3);

    aws.model
        .autoScaling()
        .members()
        .protect("agents", java.util.List.of(member(group, 0).id()), false);
    aws.advance(15);
    assertThat(states(group)).isEqualTo(Map.of("InService", 1, "Terminating", 1));
  }

  @Test
  void aCooldownOrAnOpenActivityBlocksOnlyThoseWhoHonourIt() {
    Group group = aws.settled("agents", 0, 6, 2, 2);
    groups.setDesired("agents", 3, false);
    aws.advance(20);
    String open = activity(group, 0).id();
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> groups.setDesired("agents", 4, true))
        .matches(error -> error.code().equals("ScalingActivityInProgress"))
        .withMessage("Scaling activity %s is in progress and blocks this action", open);

    aws.advance(60);
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> groups.setDesired("agents", 4, true));
    aws.advance(300);
    groups.setDesired("agents", 4, true);
    assertThat(group.now().capacity().desired()).isEqualTo(4);
  }

  @Test
  void aGroupWithMembersIsDeletedOnlyByForceAndStaysListedUntilItIsEmpty() {
    Group group = aws.settled("agents", 1, 6, 2, 2);
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> groups.delete("agents", false))
        .matches(error -> error.code().equals("ResourceInUse"));

    groups.delete("agents", true);
    assertThat(group.now().status()).contains("Delete in progress");
    assertThat(states(group)).isEqualTo(Map.of("Terminating", 2));
    aws.advance(59);
    assertThat(aws.model.autoScaling().find("agents")).isPresent();
    aws.advance(1);
    assertThat(aws.model.autoScaling().find("agents")).isEmpty();

    assertRefused(
        () -> groups.delete("agents", true),
        "AutoScalingGroup name not found - AutoScalingGroup 'agents' not found");
  }

  @Test
  void aNameIsTakenOnce() {
    aws.create("agents", 0, 1, 0, 1);
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> aws.create("agents", 0, 1, 0, 1))
        .matches(error -> error.code().equals("AlreadyExists"));
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(call)
        .matches(error -> error.code().equals("ValidationError") && error.status() == 400)
        .withMessage("%s", message);
  }
}

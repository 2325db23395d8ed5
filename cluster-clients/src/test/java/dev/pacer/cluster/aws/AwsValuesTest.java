package dev.pacer.cluster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsValuesTest {

  @ParameterizedTest
  @CsvSource({
    "Pending,pending",
    "Pending:Wait,pending hook",
    "Pending:Proceed,pending",
    "InService,inService",
    "EnteringStandby,standby",
    "Standby,standby",
    "Detaching,detaching",
    "Detached,detaching",
    "Terminating,leaving",
    "Terminating:Wait,leaving hook",
    "Terminating:Proceed,leaving",
    "Terminating:Retained,leaving",
    "Terminated,leaving",
    "Warmed:Running,nothing",
    "Quarantined,nothing",
    "PendingReview,nothing",
  })
  void aLifecycleStateAnswersToOneQuestionOnly(String text, String expected) {
    LifecycleState state = new LifecycleState(text);

    String answers =
        Stream.of(
                state.inService() ? "inService" : "",
                state.pending() ? "pending" : "",
                state.leaving() ? "leaving" : "",
                state.standby() ? "standby" : "",
                state.detaching() ? "detaching" : "",
                state.heldByHook() ? "hook" : "")
            .filter(answer -> !answer.isEmpty())
            .reduce((one, other) -> one + " " + other)
            .orElse("nothing");
    assertThat(answers).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "There is no Spot capacity available that matches your request.|NO_SPOT_CAPACITY",
        "We currently do not have sufficient m5.xlarge capacity in the zone|NO_CAPACITY",
        "You have requested more vCPU capacity than your current vCPU limit of 32 allows|QUOTA",
        "The image id '[ami-0dead]' does not exist|OTHER",
      })
  void aFailedLaunchTellsWhy(String message, LaunchFailure expected) {
    ScalingActivity activity =
        new ScalingActivity(
            "a-1",
            new GroupName("agents"),
            "Launching a new EC2 instance.  Status Reason: " + message,
            "At T an instance was started",
            new ActivityProgress(
                "Failed", 100, Optional.of(message), Instant.EPOCH, Optional.of(Instant.EPOCH)),
            ActivityPlace.UNKNOWN);

    assertThat(activity.launchFailure()).contains(expected);
    assertThat(activity.progress().finished()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://autoscaling.us-east-1.amazonaws.com",
        "ftp://127.0.0.1/",
        "https:///nohost",
        "https://user@host/",
        "https://host/?a=b",
      })
  void anEndpointThatWouldLeakOrMisleadIsRefused(String endpoint) {
    assertThatThrownBy(() -> settings("us-east-1", endpoint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("endpoint must");
  }

  @Test
  void plainHttpIsForThisMachineOnly() {
    assertThat(settings("us-east-1", "http://127.0.0.1:8080").endpoint()).isPresent();
    assertThat(settings("us-east-1", "http://localhost").endpoint()).isPresent();
    assertThat(settings("cn-north-1", "https://proxy.example.com").endpoint()).isPresent();
    assertThatThrownBy(() -> settings("US East", "https://proxy.example.com"))
        .hasMessageContaining("region must look like us-east-1");
  }

  @Test
  void keysHideThemselves() {
    AwsCredentialsSource keys =
        new AwsCredentialsSource.Keys(
            "AKIAIOSFODNN7EXAMPLE", "FAKE-SECRET", Optional.of("FAKE-TOKEN"));
    AwsSettings settings = new AwsSettings("us-east-1", Optional.empty(), keys, AwsTimeouts.USUAL);

    assertThat(settings.toString())
        .contains("AKIAIOSFODNN7EXAMPLE")
        .doesNotContain("FAKE-SECRET")
        .doesNotContain("FAKE-TOKEN");
  }

  @Test
  void aFailureIsOneSentenceOfWhatWasTriedWhatCameBackAndWhatToDo() {
    AwsFailure failure =
        new AwsFailure(
            AwsFailure.Kind.VALIDATION,
            "autoscaling:SetDesiredCapacity",
            "group agents to 7",
            OptionalInt.of(400),
            Optional.of("ValidationError"),
            Optional.of("3f2d8c1e"),
            "New SetDesiredCapacity value 7 is above max value 6 for the AutoScalingGroup.");

    assertThat(new AwsException(failure))
        .hasMessage(
            "autoscaling:SetDesiredCapacity for group agents to 7 answered 400 ValidationError:"
                + " New SetDesiredCapacity value 7 is above max value 6 for the AutoScalingGroup."
                + " Request id 3f2d8c1e. Read the current state again before asking for anything"
                + " else.");
  }

  @ParameterizedTest
  @EnumSource(AwsFailure.Kind.class)
  void everyKindSaysWhatToDoAndIsOneOfRefusedUnreachableOrNeither(AwsFailure.Kind kind) {
    assertThat(kind.advice()).endsWith(".");
    assertThat(kind.refused() && kind.unreachable()).isFalse();
  }

  @Test
  void everyOutcomeOfATerminationIsMatchedByItsOwnCase() {
    ScalingActivity activity =
        new ScalingActivity(
            "a-1",
            new GroupName("agents"),
            "Terminating EC2 instance: i-0aaaaaaaaaaaaaaa2",
            "",
            new ActivityProgress(
                "InProgress", 0, Optional.empty(), Instant.EPOCH, Optional.empty()),
            ActivityPlace.UNKNOWN);
    AwsFailure lost =
        new AwsFailure(
            AwsFailure.Kind.LOST_REPLY,
            "autoscaling:TerminateInstanceInAutoScalingGroup",
            "",
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            "");

    assertThat(
            Stream.of(
                    new TerminationOutcome.Accepted(activity),
                    new TerminationOutcome.AtMinimum("m"),
                    new TerminationOutcome.UnknownInstance("u"),
                    new TerminationOutcome.InProgress("p"),
                    new TerminationOutcome.LostReply(lost))
                .map(
                    outcome ->
                        outcome.<String>match(
                            accepted -> accepted.activity().id(),
                            AwsValuesTest::message,
                            unknown -> unknown.message(),
                            inProgress -> inProgress.message(),
                            reply -> reply.failure().sentence())))
        .containsExactly(
            "a-1",
            "m",
            "u",
            "p",
            "autoscaling:TerminateInstanceInAutoScalingGroup got no answer. It may have happened:"
                + " look at the group and its activities before asking again.");
  }

  private static String message(TerminationOutcome.AtMinimum atMinimum) {
    return atMinimum.message();
  }

  @Test
  void everyLaunchSourceIsMatchedByItsOwnCase() {
    LaunchTemplateRef template =
        new LaunchTemplateRef(Optional.of("lt-0a"), Optional.empty(), Optional.of("3"));

    assertThat(
            Stream.of(
                    new LaunchSource.Template(template),
                    new LaunchSource.Mixed(
                        new MixedInstancesPolicy(
                            template, List.of(), InstancesDistribution.ON_DEMAND)),
                    new LaunchSource.Configuration("old"),
                    new LaunchSource.Unstated())
                .map(
                    source ->
                        source.<String>match(
                            one -> one.template().toString(),
                            mixed -> "mixed " + mixed.policy().template(),
                            LaunchSource.Configuration::name,
                            () -> "unstated")))
        .containsExactly("lt-0a:3", "mixed lt-0a:3", "old", "unstated");
  }

  @Test
  void valuesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new GroupName(" ")).hasMessageContaining("group name");
    assertThatThrownBy(() -> new GroupCapacity(3, 2, 2)).hasMessageContaining("min=3 max=2");
    assertThatThrownBy(
            () -> new LaunchOrder(new GroupName("a"), new Zone("us-east-1a"), 101, "token"))
        .hasMessageContaining("1-100");
    assertThatThrownBy(() -> new GroupSettings(Optional.empty(), Optional.empty()))
        .hasMessageContaining("nothing to change");
    assertThatThrownBy(
            () -> new LaunchTemplateRef(Optional.empty(), Optional.empty(), Optional.of("1")))
        .hasMessageContaining("id or a name");
  }

  private static AwsSettings settings(String region, String endpoint) {
    return new AwsSettings(
        region,
        Optional.of(URI.create(endpoint)),
        new AwsCredentialsSource.FromSurroundings(),
        AwsTimeouts.USUAL);
  }
}

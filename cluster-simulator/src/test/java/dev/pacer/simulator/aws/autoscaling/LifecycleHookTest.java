package dev.pacer.simulator.aws.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.ec2.InstanceState;
import dev.pacer.simulator.aws.events.NoticeKind;
import dev.pacer.simulator.aws.sqs.Message;
import dev.pacer.simulator.aws.sqs.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hooks hold members in their Wait states until they are completed or their time is over. */
class LifecycleHookTest {

  private final TestAws aws = new TestAws();

  private void put(
      String name,
      LifecycleHook.Transition transition,
      int seconds,
      LifecycleHook.Result byDefault,
      Optional<String> target) {
    aws.model
        .autoScaling()
        .hooks()
        .put(
            "agents",
            new HookChanges.Request(
                name,
                Optional.of(transition),
                Optional.of(Duration.ofSeconds(seconds)),
                Optional.of(byDefault),
                new LifecycleHook.Notice(target, Optional.empty(), Optional.of("m"))));
  }

  private void put(String name, LifecycleHook.Transition transition) {
    put(name, transition, 300, LifecycleHook.Result.CONTINUE, Optional.empty());
  }

  private void complete(String hook, Member member, LifecycleHook.Result result) {
    aws.model
        .autoScaling()
        .hooks()
        .complete("agents", hook, Optional.of(member.id()), Optional.empty(), result);
  }

  private Member terminated(Group group) {
    Member member = group.members().iterator().next();
    aws.model.autoScaling().members().terminate(member.id(), true);
    aws.advance(5);
    return member;
  }

  private static Activity newest(Group group) {
    return group.activities().iterator().next();
  }

  @Test
  void aTerminatingMemberWaitsWithItsMachineRunningUntilItIsCompleted() {
    Group group = aws.settled("agents", 0, 6, 2, 1);
    put("drain", LifecycleHook.Transition.TERMINATING);

    Member member = terminated(group);

    assertThat(member.state()).isEqualTo(LifecycleState.TERMINATING_WAIT);
    assertThat(member.instance().now().state()).isEqualTo(InstanceState.RUNNING);
    assertThat(newest(group).now().progress().code()).isEqualTo(Activity.Code.MID_LIFECYCLE_ACTION);
    assertThat(group.countedUnits()).isEqualTo(1);
    aws.advance(200);
    assertThat(member.state()).isEqualTo(LifecycleState.TERMINATING_WAIT);

    complete("drain", member, LifecycleHook.Result.CONTINUE);

    assertThat(member.state()).isEqualTo(LifecycleState.TERMINATING_PROCEED);
    assertThat(member.instance().now().state()).isEqualTo(InstanceState.SHUTTING_DOWN);
    aws.advance(61);
    assertThat(group.findMember(member.id())).isEmpty();
    assertThat(newest(group).now().progress().code()).isEqualTo(Activity.Code.SUCCESSFUL);
  }

  @Test
  void withoutAWordTheTimeoutEndsTheWaitToTheSecond() {
    Group group = aws.settled("agents", 0, 6, 2, 1);
    put("drain", LifecycleHook.Transition.TERMINATING);
    Member member = group.members().iterator().next();
    aws.model.autoScaling().members().terminate(member.id(), true);
    aws.advance(2 + 299);
    assertThat(member.state()).isEqualTo(LifecycleState.TERMINATING_WAIT);
    aws.advance(1);
    assertThat(member.state()).isEqualTo(LifecycleState.TERMINATING_PROCEED);
  }

  @Test
  void heartbeatsRestartTheTimeoutAndNeverPassTheGlobalOne() {
    Group group = aws.settled("agents", 0, 6, 2, 1);
    put(
        "drain",
        LifecycleHook.Transition.TERMINATING,
        30,
        LifecycleHook.Result.CONTINUE,
        Optional.empty());
    Member member = terminated(group);
    int beats = 0;
    while (member.state() == LifecycleState.TERMINATING_WAIT) {
      aws.model
          .autoScaling()
          .hooks()
          .heartbeat("agents", "drain", Optional.of(member.id()), Optional.empty());
      beats++;
      aws.advance(20);
    }
    assertThat(beats).isEqualTo(150);
  }

  @Test
  void aLaunchedMemberWaitsBeforeItIsInServiceAndIsReplacedWhenAbandoned() {
    Group group = aws.settled("agents", 0, 6, 1, 1);
    put("ready", LifecycleHook.Transition.LAUNCHING);
    aws.model.autoScaling().groups().setDesired("agents", 2, false);
    aws.advance(76);
    Member held =
        group.members().stream()
            .filter(member -> member.state() == LifecycleState.PENDING_WAIT)
            .findFirst()
            .orElseThrow();
    Activity launch = newest(group);
    assertThat(launch.now().progress().code()).isEqualTo(Activity.Code.MID_LIFECYCLE_ACTION);

    complete("ready", held, LifecycleHook.Result.ABANDON);

    assertThat(held.state()).isEqualTo(LifecycleState.TERMINATING);
    assertThat(launch.now().progress().code()).isEqualTo(Activity.Code.CANCELLED);
    assertThat(launch.now().progress().message().orElse(""))
        .contains("was abandoned: Lifecycle Action Completed with ABANDON Result");
    aws.advance(76);
    Member second =
        group.members().stream()
            .filter(member -> member.state() == LifecycleState.PENDING_WAIT)
            .findFirst()
            .orElseThrow();
    complete("ready", second, LifecycleHook.Result.CONTINUE);
    assertThat(second.state()).isEqualTo(LifecycleState.PENDING_PROCEED);
    aws.advance(10);
    assertThat(second.state()).isEqualTo(LifecycleState.IN_SERVICE);
  }

  @Test
  void allHooksHoldAtOnceAndOneThatAbandonsEndsTheOthers() {
    Group group = aws.settled("agents", 0, 6, 2, 1);
    put("drain", LifecycleHook.Transition.TERMINATING);
    put("logs", LifecycleHook.Transition.TERMINATING);
    Member first = terminated(group);
    complete("drain", first, LifecycleHook.Result.CONTINUE);
    assertThat(first.state()).isEqualTo(LifecycleState.TERMINATING_WAIT);
    assertThatThrownBy(() -> complete("drain", first, LifecycleHook.Result.CONTINUE))
        .isInstanceOf(AwsError.class)
        .hasMessage("No active Lifecycle Action found with instance ID " + first.id());
    complete("logs", first, LifecycleHook.Result.ABANDON);
    assertThat(first.state()).isEqualTo(LifecycleState.TERMINATING_PROCEED);
  }

  @Test
  void deletingAHookEndsWhatItHolds() {
    Group group = aws.settled("agents", 0, 6, 2, 1);
    put("drain", LifecycleHook.Transition.TERMINATING);
    Member leaving = terminated(group);
    aws.model.autoScaling().hooks().delete("agents", "drain");
    assertThat(leaving.state()).isEqualTo(LifecycleState.TERMINATING_PROCEED);

    put("ready", LifecycleHook.Transition.LAUNCHING);
    aws.model.autoScaling().groups().setDesired("agents", 2, false);
    aws.advance(76);
    aws.model.autoScaling().hooks().delete("agents", "ready");
    assertThat(group.members().stream().map(Member::state))
        .contains(LifecycleState.TERMINATING)
        .doesNotContain(LifecycleState.PENDING_WAIT);
    aws.advance(120);
    assertThat(TestAws.states(group)).isEqualTo(Map.of("InService", 2));
  }

  @Test
  void aForcedDeletionOfTheGroupDropsItsHolds() {
    Group group = aws.settled("agents", 0, 6, 2, 1);
    put("drain", LifecycleHook.Transition.TERMINATING);
    terminated(group);
    aws.model.autoScaling().groups().delete("agents", true);
    aws.advance(61);
    assertThat(aws.model.autoScaling().find("agents")).isEmpty();
  }

  @Test
  void messagesReachTheTargetAndEventBridgeInTheFormsThatAreDocumented() throws Exception {
    Group group = aws.settled("agents", 0, 6, 2, 1);
    Queue direct = aws.model.queues().create("hooks", Map.of());
    Queue bridge = aws.model.queues().create("bridge", Map.of());
    aws.model.notices().route(NoticeKind.TERMINATE_LIFECYCLE, "bridge");
    put(
        "drain",
        LifecycleHook.Transition.TERMINATING,
        300,
        LifecycleHook.Result.CONTINUE,
        Optional.of(direct.arn()));
    Member member = terminated(group);

    List<String> bodies = direct.messages().stream().map(Message::body).toList();
    assertThat(bodies).hasSize(2);
    assertSameForm("sqs-body.test-notification.json", bodies.get(0));
    assertSameForm("sqs-body.lifecycle-terminating.json", bodies.get(1));
    assertThat(bridge.messages()).hasSize(1);
    assertSameForm("sqs-body.eventbridge-terminating.json", bridge.messages().get(0).body());
    JsonNode told = new ObjectMapper().readTree(bodies.get(1));
    assertThat(told.path("EC2InstanceId").asText()).isEqualTo(member.id());
    aws.model
        .autoScaling()
        .hooks()
        .complete(
            "agents",
            "drain",
            Optional.empty(),
            Optional.of(told.path("LifecycleActionToken").asText()),
            LifecycleHook.Result.CONTINUE);
    assertThat(member.state()).isEqualTo(LifecycleState.TERMINATING_PROCEED);
  }

  private static void assertSameForm(String file, String ours) throws Exception {
    JsonNode theirs =
        new ObjectMapper()
            .readTree(LifecycleHookTest.class.getResource("/captures/aws/handwritten/" + file));
    assertThat(names(new ObjectMapper().readTree(ours))).hasSameElementsAs(names(theirs));
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.properties()
        .forEach(
            field -> {
              names.add(field.getKey());
              names(field.getValue()).forEach(below -> names.add(field.getKey() + "/" + below));
            });
    return names;
  }

  @Test
  void whatAwsRefusesIsRefused() {
    aws.settled("agents", 0, 6, 1, 1);
    assertThatThrownBy(
            () ->
                put(
                    "drain",
                    LifecycleHook.Transition.TERMINATING,
                    29,
                    LifecycleHook.Result.CONTINUE,
                    Optional.empty()))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("between 30 and 7200");
    assertThatThrownBy(
            () ->
                put(
                    "drain",
                    LifecycleHook.Transition.TERMINATING,
                    60,
                    LifecycleHook.Result.CONTINUE,
                    Optional.of("arn:aws:sqs:us-east-1:123456789012:nowhere")))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("Unable to publish test message");
    assertThatThrownBy(() -> aws.model.autoScaling().hooks().delete("agents", "drain"))
        .isInstanceOf(AwsError.class);
    for (int i = 0; i < 50; i++) {
      put("hook" + i, LifecycleHook.Transition.LAUNCHING);
    }
    assertThatThrownBy(() -> put("one-more", LifecycleHook.Transition.LAUNCHING))
        .isInstanceOf(AwsError.class)
        .satisfies(e -> assertThat(((AwsError) e).code()).isEqualTo("LimitExceeded"));
  }
}

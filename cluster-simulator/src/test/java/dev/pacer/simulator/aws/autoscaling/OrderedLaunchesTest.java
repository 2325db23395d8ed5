package dev.pacer.simulator.aws.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.account.AwsError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderedLaunchesTest {

  private final TestAws aws = new TestAws();

  private OrderedLaunches.Order order(int units, String zone, String token) {
    return new OrderedLaunches.Order(
        "agents", units, Optional.of(zone), Optional.empty(), token, false);
  }

  private OrderedLaunches.Outcome launch(int units, String zone, String token) {
    return aws.model.autoScaling().orders().launch(order(units, zone, token));
  }

  @Test
  void machinesComeInTheZoneThatIsAskedForAndTheirIdsAreInTheAnswer() {
    Group group = aws.settled("agents", 0, 6, 2, 2);
    OrderedLaunches.Outcome outcome = launch(2, "us-east-1b", "t1");
    List<String> ids = outcome.batches().get(0).ids();
    assertThat(ids).hasSize(2);
    assertThat(outcome.refused()).isEmpty();
    assertThat(group.now().capacity().desired()).isEqualTo(4);
    for (String id : ids) {
      Member member = group.findMember(id).orElseThrow();
      assertThat(member.state()).isEqualTo(LifecycleState.PENDING);
      assertThat(member.now().zone()).isEqualTo("us-east-1b");
    }
    aws.advance(60);
    assertThat(group.findMember(ids.get(0)).orElseThrow().state())
        .isEqualTo(LifecycleState.IN_SERVICE);
    aws.advance(600);
    assertThat(group.members()).hasSize(4);
  }

  @Test
  void theSameTokenLaunchesOnceAndAnotherOrderUnderItIsRefused() {
    Group group = aws.settled("agents", 0, 6, 2, 2);
    OrderedLaunches.Outcome first = launch(1, "us-east-1a", "t1");
    assertThat(launch(1, "us-east-1a", "t1")).isEqualTo(first);
    assertThat(group.members()).hasSize(3);
    assertThatThrownBy(() -> launch(2, "us-east-1a", "t1"))
        .isInstanceOf(AwsError.class)
        .satisfies(e -> assertThat(((AwsError) e).code()).isEqualTo("IdempotentParameterMismatch"));
  }

  @Test
  void aStockOutIsAnAnswerWithErrorsAndRaisesNothing() {
    Group group = aws.settled("agents", 0, 6, 2, 2);
    aws.model.stock().sellOut("*", "us-east-1a");
    OrderedLaunches.Outcome outcome = launch(2, "us-east-1a", "t1");
    assertThat(outcome.batches()).isEmpty();
    assertThat(outcome.refused())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo("InsufficientInstanceCapacity");
              assertThat(refused.zone()).isEqualTo("us-east-1a");
            });
    assertThat(group.now().capacity().desired()).isEqualTo(2);
    aws.advance(3600);
    assertThat(group.members()).hasSize(2);
  }

  @Test
  void whetherAFailedLaunchRaisesDesiredCanBeChosenAsAwsDoesNotSay() {
    Group group = aws.settled("agents", 0, 6, 2, 2);
    aws.model.autoScaling().orders().raiseDesiredForAll(true);
    aws.model.stock().sellOut("*", "us-east-1a");
    launch(2, "us-east-1a", "t1");
    assertThat(group.now().capacity().desired()).isEqualTo(4);
    aws.advance(600);
    assertThat(group.members()).hasSize(4).anyMatch(it -> it.now().zone().equals("us-east-1b"));
  }

  @Test
  void whatDoesNotSuitTheGroupIsRefused() {
    aws.settled("agents", 0, 6, 2, 2);
    assertThatThrownBy(() -> launch(5, "us-east-1a", "t1"))
        .hasMessageContaining("above max value 6");
    assertThatThrownBy(() -> launch(1, "us-east-1c", "t1"))
        .hasMessageContaining("is not one of Auto Scaling group agents");
    assertThatThrownBy(() -> launch(101, "us-east-1a", "t1"))
        .hasMessageContaining("between 1 and 100");
    assertThatThrownBy(
            () ->
                aws.model
                    .autoScaling()
                    .orders()
                    .launch(
                        new OrderedLaunches.Order(
                            "nope", 1, Optional.empty(), Optional.empty(), "t1", false)))
        .hasMessage("AutoScalingGroup name not found - null");
  }
}

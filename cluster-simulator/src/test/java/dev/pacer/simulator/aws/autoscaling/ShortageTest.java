package dev.pacer.simulator.aws.autoscaling;

import static dev.pacer.simulator.aws.TestAws.activity;
import static dev.pacer.simulator.aws.TestAws.states;
import static dev.pacer.simulator.aws.TestAws.zones;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ShortageTest {

  private final TestAws aws = new TestAws();

  @Test
  void aSoldOutZoneFailsOnceAndAnotherOneGivesTheMachine() {
    aws.model.stock().sellOut("m5.large", "us-east-1a");
    Group group = aws.create("agents", 0, 6, 3, 3);
    aws.advance(75);

    assertThat(states(group)).isEqualTo(Map.of("InService", 3));
    assertThat(zones(group)).isEqualTo(Map.of("us-east-1b", 2, "us-east-1c", 1));
    Activity.View failed = activity(group, 3);
    assertThat(failed.progress().code()).isEqualTo(Activity.Code.FAILED);
    String reason =
        "We currently do not have sufficient m5.large capacity in the Availability Zone you"
            + " requested (us-east-1a). Our system will be working on provisioning additional"
            + " capacity. You can currently get m5.large capacity by not specifying an Availability"
            + " Zone in your request or choosing us-east-1b, us-east-1c. Launching EC2 instance"
            + " failed.";
    assertThat(failed.progress().message()).contains(reason);
    assertThat(failed.description())
        .isEqualTo("Launching a new EC2 instance.  Status Reason: " + reason);
    assertThat(failed.details()).contains("us-east-1a");
  }

  @Test
  void aStockOutEverywhereLeavesDesiredCapacityAndIsRetriedWithGrowingPauses() {
    aws.model.stock().sellOut("*", "*");
    Group group = aws.create("agents", 0, 6, 1, 1);
    aws.advance(3 * 3600);

    assertThat(group.now().capacity().desired()).isEqualTo(1);
    assertThat(group.members()).isEmpty();
    List<Long> pauses = new ArrayList<>();
    Instant last = TestAws.START;
    List<Activity> activities = new ArrayList<>(group.activities());
    java.util.Collections.reverse(activities);
    for (Activity activity : activities) {
      Instant start = activity.now().progress().start();
      pauses.add(Duration.between(last, start).toSeconds());
      last = start;
    }
    assertThat(pauses.subList(0, 9))
        .containsExactly(15L, 15L, 30L, 60L, 120L, 240L, 480L, 900L, 900L);

    aws.model.stock().restock("*", "*");
    aws.advance(900 + 60);
    assertThat(states(group)).isEqualTo(Map.of("InService", 1));
    assertThat(group.retryPause()).isZero();
  }

  @Test
  void theVcpuLimitOfTheAccountIsToldInActivities() {
    aws.model.stock().limitVcpus(OptionalInt.of(4));
    Group group = aws.create("agents", 0, 6, 3, 3);
    aws.advance(15);

    assertThat(group.members()).hasSize(2);
    assertThat(activity(group, 0).progress().message().orElse(""))
        .startsWith(
            "You have requested more vCPU capacity than your current vCPU limit of 4 allows for the"
                + " instance bucket that the specified instance type belongs to.");
  }

  @Test
  void aFaultRuleRefusesSingleLaunches() {
    aws.faults.add(
        FaultRules.Rule.once(
            "second launch",
            call -> call.subject().endsWith("/agents") && call.operation().equals("RunInstances"),
            1,
            new Fault.Refuse(500, "InsufficientInstanceCapacity", "")));
    Group group = aws.create("agents", 0, 6, 2, 1);
    aws.advance(15);
    assertThat(group.members()).hasSize(1);
    assertThat(activity(group, 0).progress().code()).isEqualTo(Activity.Code.FAILED);

    aws.advance(15);
    assertThat(group.members()).hasSize(2);
  }

  @Test
  void aGroupThatMayNotFallBackStaysWithItsZone() {
    aws.model.stock().sellOut("m5.large", "us-east-1a");
    Group group = aws.create("agents", 0, 6, 2, 2);
    group.change(
        aws.simulation.instant(),
        properties ->
            properties.withPlacement(
                new Placement(properties.placement().zones(), List.of(), "balanced-only")));
    aws.advance(600);
    assertThat(group.members()).isEmpty();
  }
}

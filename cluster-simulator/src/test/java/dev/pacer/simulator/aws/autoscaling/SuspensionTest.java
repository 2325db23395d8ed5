package dev.pacer.simulator.aws.autoscaling;

import static dev.pacer.simulator.aws.TestAws.member;
import static dev.pacer.simulator.aws.TestAws.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Delays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuspensionTest {

  private final TestAws aws = new TestAws();
  private final AutoScalingModel autoScaling = aws.model.autoScaling();

  @Test
  void withoutLaunchTheSickAreTerminatedAndReplacedOnlyAfterwards() {
    Group group = aws.settled("agents", 0, 6, 2, 1);
    autoScaling.groups().suspend("agents", List.of("Launch"));
    assertThat(group.now().suspended())
        .isEqualTo(Map.of("Launch", "User suspended at 2026-01-05T08:02:00Z"));
    autoScaling.health().set(member(group, 0).id(), false, false);
    aws.advance(3600);
    assertThat(states(group)).isEqualTo(Map.of("InService", 1));

    autoScaling.groups().resume("agents", List.of("Launch"));
    aws.advance(75);
    assertThat(states(group)).isEqualTo(Map.of("InService", 2));
  }

  @Test
  void withoutTerminateNothingScalesInButAUserMayStillTerminate() {
    Group group = aws.settled("agents", 0, 6, 3, 1);
    autoScaling.groups().suspend("agents", List.of("Terminate"));
    autoScaling.groups().setDesired("agents", 1, false);
    aws.advance(3600);
    assertThat(states(group)).isEqualTo(Map.of("InService", 3));

    autoScaling.members().terminate(member(group, 0).id(), false);
    aws.advance(60);
    assertThat(states(group)).isEqualTo(Map.of("InService", 2));
    autoScaling.groups().resume("agents", List.of());
    aws.advance(75);
    assertThat(states(group)).isEqualTo(Map.of("InService", 1));
  }

  @Test
  void withoutReplaceUnhealthyTheSickStay() {
    Group group = aws.settled("agents", 0, 6, 1, 1);
    autoScaling.groups().suspend("agents", List.of("ReplaceUnhealthy"));
    autoScaling.health().set(member(group, 0).id(), false, false);
    aws.advance(3600);
    assertThat(states(group)).isEqualTo(Map.of("InService", 1));
    assertThat(member(group, 0).now().healthy()).isFalse();
  }

  @Test
  void withoutHealthCheckADeadMachineIsNoticedOnlyAfterwards() {
    Group group = aws.settled("agents", 0, 6, 1, 1);
    autoScaling.groups().suspend("agents", List.of("HealthCheck"));
    aws.model.instances().terminate(member(group, 0).instance(), Delays.TYPICAL.exact(), "by hand");
    aws.advance(3 * 3600);
    assertThat(member(group, 0).now().healthy()).isTrue();

    autoScaling.groups().resume("agents", List.of("HealthCheck"));
    aws.advance(120 + 15 + 60);
    assertThat(states(group)).isEqualTo(Map.of("InService", 1));
    assertThat(member(group, 0).now().healthy()).isTrue();
  }

  @Test
  void noNameMeansAllAndAnUnknownNameIsRefused() {
    Group group = aws.settled("agents", 0, 6, 1, 1);
    autoScaling.groups().suspend("agents", List.of());
    assertThat(group.now().suspended()).hasSize(9).containsKey("AZRebalance");
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> autoScaling.groups().suspend("agents", List.of("NoSuch")))
        .matches(error -> error.code().equals("ValidationError"));
  }
}

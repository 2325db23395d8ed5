package dev.pacer.simulator.aws.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.MessageQueue;
import dev.pacer.simulator.aws.CallGate;
import dev.pacer.simulator.aws.TestAws;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The ports in-process. */
class SimulatedAutoScalingTest implements AutoScalingPortContract {

  private static final CallGate.Credentials CREDENTIALS =
      new CallGate.Credentials(Optional.of("AKIAIOSFODNN7EXAMPLE"), Optional.empty());

  private final TestAws aws = new TestAws();
  private final AutoScaling autoScaling = new SimulatedAutoScaling(aws.model, CREDENTIALS);
  private final Ec2 ec2 = new SimulatedEc2(aws.model, CREDENTIALS);

  SimulatedAutoScalingTest() {
    aws.settled("agents", 1, 6, 3, 3);
  }

  @Override
  public World world() {
    return new World() {
      @Override
      public AutoScaling autoScaling() {
        return autoScaling;
      }

      @Override
      public Ec2 ec2() {
        return ec2;
      }

      @Override
      public MessageQueue queue(String name) {
        return new SimulatedMessageQueue(
            aws.model, CREDENTIALS, "https://sqs.us-east-1.amazonaws.com/123456789012/" + name);
      }

      @Override
      public void advance(long seconds) {
        aws.advance(seconds);
      }

      @Override
      public void change(Consumer<TestAws> change) {
        change.accept(aws);
      }
    };
  }

  @Test
  void aWeekInWhichNothingHappensNeedsNoEvents() {
    aws.advance(2 * 3600);
    assertThat(aws.simulation.nextEventAt()).isEmpty();
    int before = aws.simulation.log().entries().size();
    for (int cycle = 0; cycle < 7 * 24 * 240; cycle++) {
      aws.advance(15);
      assertThat(autoScaling.groups(List.of(new GroupName("agents")))).hasSize(1);
    }
    assertThat(aws.simulation.log().entries()).hasSize(before);
  }
}

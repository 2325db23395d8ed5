package dev.pacer.simulator.aws.port;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AwsCredentialsSource;
import dev.pacer.cluster.aws.AwsSettings;
import dev.pacer.cluster.aws.AwsTimeouts;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.MessageQueue;
import dev.pacer.cluster.aws.sdk.AwsClients;
import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.http.ServedAws;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The ports through the real SDK, over HTTP. */
class SdkContractIT implements AutoScalingPortContract {

  private ServedAws served;
  private AwsClients clients;

  @BeforeEach
  void open() {
    TestAws aws = new TestAws();
    aws.settled("agents", 1, 6, 3, 3);
    served = new ServedAws(aws);
    clients =
        AwsClients.open(
            new AwsSettings(
                "us-east-1",
                Optional.of(served.uri()),
                new AwsCredentialsSource.Keys(
                    "AKIAIOSFODNN7EXAMPLE",
                    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                    Optional.empty()),
                AwsTimeouts.USUAL));
  }

  @AfterEach
  void close() {
    clients.close();
    served.close();
  }

  @Override
  public World world() {
    return new World() {
      @Override
      public AutoScaling autoScaling() {
        return clients.autoScaling();
      }

      @Override
      public Ec2 ec2() {
        return clients.ec2();
      }

      @Override
      public MessageQueue queue(String name) {
        return clients.queue(served.uri() + "/123456789012/" + name);
      }

      @Override
      public void advance(long seconds) {
        served.advance(seconds);
      }

      @Override
      public void change(Consumer<TestAws> change) {
        served.look(
            () -> {
              change.accept(served.aws());
              return true;
            });
      }
    };
  }
}

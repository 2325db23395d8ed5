package dev.pacer.cluster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsNoticeReaderTest {

  private static AwsNotice read(String body) {
    return AwsNoticeReader.read(new QueueMessage("m", "r", body, 1));
  }

  private static final String FLAT =
      """
      {"Origin":"AutoScalingGroup","LifecycleHookName":"drain","Destination":"EC2",
       "AccountId":"123456789012","RequestId":"3f2d8c1e-5b7a-4c9d-8e21-0a1b2c3d4e5f",
       "LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING",
       "AutoScalingGroupName":"agents","Service":"AWS Auto Scaling",
       "Time":"2026-11-22T07:02:01.123Z","EC2InstanceId":"i-0aaaaaaaaaaaaaaa2",
       "NotificationMetadata":"m","LifecycleActionToken":"71514b9d"}
      """;

  private static String wrapped(String kind, String detail) {
    return """
    {"version":"0","id":"66f9eb1a","detail-type":"%s","source":"aws","account":"123456789012",
     "time":"2026-11-22T07:02:01Z","region":"us-east-1","resources":[],"detail":%s}
    """
        .formatted(kind, detail);
  }

  @Test
  void aHooksOwnMessageNamesTheHeldInstance() {
    assertThat(read(FLAT))
        .isEqualTo(
            new AwsNotice.Held(
                new LifecycleAction(
                    new GroupName("agents"),
                    "drain",
                    new InstanceId("i-0aaaaaaaaaaaaaaa2"),
                    Optional.of("71514b9d")),
                true,
                Optional.of("m"),
                Instant.parse("2026-11-22T07:02:01.123Z")));
  }

  @Test
  void eventBridgeWrapsTheSame() {
    AwsNotice notice =
        read(
            wrapped(
                "EC2 Instance-launch Lifecycle Action", FLAT.replace("TERMINATING", "LAUNCHING")));
    assertThat(notice)
        .isInstanceOfSatisfying(
            AwsNotice.Held.class,
            held -> {
              assertThat(held.terminating()).isFalse();
              assertThat(held.at()).isEqualTo(Instant.parse("2026-11-22T07:02:01Z"));
            });
  }

  @Test
  void spotNoticesNameTheInstance() {
    assertThat(
            read(
                wrapped(
                    "EC2 Spot Instance Interruption Warning",
                    "{\"instance-id\":\"i-0aaaaaaaaaaaaaaa2\",\"instance-action\":\"stop\"}")))
        .isEqualTo(
            new AwsNotice.SpotInterruption(
                new InstanceId("i-0aaaaaaaaaaaaaaa2"),
                "stop",
                Instant.parse("2026-11-22T07:02:01Z")));
    assertThat(
            read(
                wrapped(
                    "EC2 Instance Rebalance Recommendation",
                    "{\"instance-id\":\"i-0aaaaaaaaaaaaaaa2\"}")))
        .isInstanceOf(AwsNotice.RebalanceRecommendation.class);
  }

  @Test
  void theTestMessageIsNothingToActOn() {
    assertThat(read("{\"Event\":\"autoscaling:TEST_NOTIFICATION\",\"AutoScalingGroupName\":\"a\"}"))
        .isEqualTo(new AwsNotice.Test());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "[]",
        "{}",
        "{\"LifecycleTransition\":\"autoscaling:EC2_INSTANCE_TERMINATING\"}",
        "{\"detail\":{},\"time\":\"2026-11-22T07:02:01Z\",\"detail-type\":\"Other\"}",
        "{\"detail\":{},\"time\":\"later\",\"detail-type\":\"Other\"}",
        "{\"detail\":{\"instance-id\":\"nope\"},\"time\":\"2026-11-22T07:02:01Z\","
            + "\"detail-type\":\"EC2 Spot Instance Interruption Warning\"}"
      })
  void whateverElseComesIsUnknownAndNeverAFailure(String body) {
    assertThat(read(body)).isInstanceOf(AwsNotice.Unknown.class);
  }
}

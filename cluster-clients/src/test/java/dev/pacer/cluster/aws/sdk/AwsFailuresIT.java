package dev.pacer.cluster.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.AwsFailure.Kind;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.sdk.ScriptedAws.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsFailuresIT {
  private static final GroupName AGENTS = new GroupName("agents");

  private final ScriptedAws aws = new ScriptedAws();
  private final AwsClients clients = AwsClients.open(aws.settings());

  @AfterEach
  void close() {
    clients.close();
    aws.close();
  }

  @ParameterizedTest
  @CsvSource({
    "autoscaling.SetDesiredCapacity.above-max.400.xml,VALIDATION",
    "autoscaling.SetDesiredCapacity.below-min.400.xml,VALIDATION",
    "autoscaling.SetDesiredCapacity.unknown-group.400.xml,NOT_FOUND",
    "autoscaling.SetDesiredCapacity.contention.500.xml,CONTENTION",
    "autoscaling.SetDesiredCapacity.cooldown.400.xml,SCALING_ACTIVITY_IN_PROGRESS",
    "autoscaling.SetDesiredCapacity.denied.403.xml,DENIED",
    "autoscaling.SetDesiredCapacity.expired-token.403.xml,BAD_CREDENTIALS",
    "autoscaling.SetDesiredCapacity.internal.500.xml,SERVICE_FAILURE",
    "autoscaling.SetDesiredCapacity.throttled.400.xml,THROTTLED",
    "autoscaling.SetDesiredCapacity.unavailable.503.xml,SERVICE_FAILURE",
    "autoscaling.SetInstanceProtection.wrong-state.400.xml,VALIDATION",
    "autoscaling.UpdateAutoScalingGroup.desired-out-of-range.400.xml,VALIDATION",
    "autoscaling.DetachInstances.not-a-member.400.xml,VALIDATION",
    "autoscaling.CreateAutoScalingGroup.exists.400.xml,VALIDATION",
    "autoscaling.CreateAutoScalingGroup.limit.400.xml,LIMIT_EXCEEDED",
    "autoscaling.DeleteAutoScalingGroup.activities.400.xml,SCALING_ACTIVITY_IN_PROGRESS",
    "autoscaling.DeleteAutoScalingGroup.in-use.400.xml,IN_USE",
    "autoscaling.CompleteLifecycleAction.no-token.400.xml,VALIDATION",
    "autoscaling.TerminateInstanceInAutoScalingGroup.min-size.400.xml,VALIDATION",
  })
  void aRefusedChangeTellsItsKindAndIsSentOnce(String body, Kind kind) {
    aws.then(body);

    AwsFailure failure = failureOfChange();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.call()).isEqualTo("autoscaling:SetDesiredCapacity");
    assertThat(failure.requestId()).contains("3f2d8c1e-5b7a-4c9d-8e21-0a1b2c3d4e5f");
    assertThat(failure.httpStatus())
        .isEqualTo(OptionalInt.of(Integer.parseInt(body.replaceAll(".*\\.(\\d+)\\.xml", "$1"))));
    assertThat(failure.mayHaveBeenDone()).isEqualTo(kind == Kind.SERVICE_FAILURE);
    assertThat(aws.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ec2.DescribeInstances.auth.401.xml,BAD_CREDENTIALS,AuthFailure,1",
    "ec2.DescribeInstances.denied.403.xml,DENIED,UnauthorizedOperation,1",
    "ec2.DescribeInstances.malformed.400.xml,VALIDATION,InvalidInstanceID.Malformed,1",
    "ec2.DescribeInstances.expired.400.xml,BAD_CREDENTIALS,RequestExpired,3",
    "ec2.DescribeInstances.throttled.503.xml,THROTTLED,RequestLimitExceeded,3",
  })
  void aRefusedReadTellsItsKind(String body, Kind kind, String code, int sends) {
    for (int send = 0; send < sends; send++) {
      aws.then(body);
    }

    AwsFailure failure = failureOfEc2();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.code()).contains(code);
    assertThat(failure.requestId()).contains("3f2d8c1e-5b7a-4c9d-8e21-0a1b2c3d4e5f");
    assertThat(aws.requests()).hasSize(sends);
  }

  @Test
  void anUnknownMachineIsNotFound() {
    aws.then(Reply.of(400, Captures.reply("captured/ec2.DescribeInstances.unknown-id.400.txt")));

    assertThat(failureOfEc2().kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void aThrottledReadIsSentAgainAndSucceeds() {
    aws.then("autoscaling.SetDesiredCapacity.throttled.400.xml")
        .then("autoscaling.DescribeAutoScalingGroups.all-states.200.xml");

    assertThat(clients.autoScaling().groups(List.of(AGENTS))).hasSize(1);
    assertThat(aws.heads())
        .extracting(head -> head.get("amz-sdk-request"))
        .containsExactly("attempt=1; max=3", "attempt=2; max=3");
  }

  @Test
  void aDenialNamesTheActionToAllow() {
    aws.then("autoscaling.SetDesiredCapacity.denied.403.xml");

    AwsException e = exceptionOfChange();

    assertThat(e)
        .hasMessageStartingWith(
            "autoscaling:SetDesiredCapacity for group agents to 5 answered 403 AccessDenied: "
                + "action autoscaling:SetDesiredCapacity is not allowed.")
        .hasMessageContaining("Request id 3f2d8c1e-5b7a-4c9d-8e21-0a1b2c3d4e5f.")
        .hasMessageEndingWith("Allow the action in the IAM policy of the role or user in use.");
    assertThat(e.getCause()).isNull();
  }

  @Test
  void aDenialWithoutAnActionNamesTheCall() {
    aws.then(
        Reply.of(
            403,
            error("UnauthorizedOperation", "No. Encoded authorization failure message: aaaabbbb")));

    assertThat(failureOfChange().detail())
        .isEqualTo("action autoscaling:SetDesiredCapacity is not allowed. No.");
  }

  @Test
  void theTextOfAWrongSignatureIsNotRepeatedAsItHoldsTheSessionToken() {
    aws.then(
        Reply.of(
            403,
            error(
                "SignatureDoesNotMatch",
                "The Canonical String should have been x-amz-security-token:FAKE-SESSION-TOKEN")));

    AwsException e = exceptionOfChange();

    assertThat(e.kind()).isEqualTo(Kind.BAD_CREDENTIALS);
    assertThat(e).hasMessageNotContaining("FAKE-SESSION-TOKEN").hasNoCause();
  }

  @Test
  void aLongMessageIsCutAndKeptOnOneLine() {
    aws.then(Reply.of(400, error("ValidationError", "one\ntwo\u0007" + "x".repeat(5_000))));

    assertThat(failureOfChange().detail()).startsWith("one two xxx").hasSizeLessThan(600);
  }

  @Test
  void htmlOnA503IsAServiceFailureThatMayHaveHappened() {
    aws.then(Reply.of(503, "text/html", "<html><body><p>Busy<br></body></html>"));

    AwsFailure failure = failureOfChange();

    assertThat(failure.kind()).isEqualTo(Kind.SERVICE_FAILURE);
    assertThat(failure.mayHaveBeenDone()).isTrue();
    assertThat(failure.code()).isEmpty();
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  void htmlOnA403IsNotAwsAndWasNotCarriedOut() {
    aws.then(Reply.of(403, "text/html", "<html><body>Blocked by the proxy</body></html>"));

    AwsFailure failure = failureOfChange();

    assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(failure.mayHaveBeenDone()).isFalse();
  }

  @Test
  void aWellFormedPageInPlaceOfAListingIsNotAnEmptyListing() {
    aws.then(Reply.of(200, "text/html", "<html><body>Please log in</body></html>"))
        .then(Reply.of(200, "text/html", "<html><body>Please log in</body></html>"));

    assertThat(failureOfRead().kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(failureOfEc2().kind()).isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void aWellFormedPageInPlaceOfAChangeIsNoSuccess() {
    aws.then(Reply.of(200, "text/html", "<html><body>Please log in</body></html>"));

    AwsFailure failure = failureOfChange();

    assertThat(failure.kind()).isEqualTo(Kind.LOST_REPLY);
    assertThat(failure.sentence()).contains("no request id").contains("It may have happened");
  }

  @Test
  void aBrokenDocumentIsUnreadableForAReadAndALostReplyForAChange() {
    aws.then(Reply.of(200, "<SetDesiredCapacityResponse><Resp"));
    assertThat(failureOfChange().kind()).isEqualTo(Kind.LOST_REPLY);

    for (int send = 0; send < 3; send++) {
      aws.then(Reply.of(200, "<DescribeAutoScalingGroupsResponse><Desc"));
    }
    assertThat(failureOfRead().kind()).isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void anEmptyBodyIsNoListing() {
    for (int send = 0; send < 3; send++) {
      aws.then(Reply.of(200, ""));
    }
    assertThat(failureOfRead().kind()).isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void aRedirectIsNotFollowed() {
    aws.then(
        out -> {
          String head =
              "HTTP/1.1 307 Elsewhere\r\nLocation: %s/elsewhere\r\nContent-Length: 0\r\n\r\n"
                  .formatted(aws.endpoint());
          out.write(head.getBytes(StandardCharsets.US_ASCII));
          out.flush();
          return true;
        });

    AwsFailure failure = failureOfChange();

    assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(aws.requests()).hasSize(1);
  }

  private AwsException exceptionOfChange() {
    return catchThrowableOfType(
        AwsException.class, () -> clients.autoScaling().setDesiredCapacity(AGENTS, 5));
  }

  private AwsFailure failureOfChange() {
    return exceptionOfChange().failure();
  }

  private AwsFailure failureOfRead() {
    return catchThrowableOfType(
            AwsException.class, () -> clients.autoScaling().groups(List.of(AGENTS)))
        .failure();
  }

  private AwsFailure failureOfEc2() {
    return catchThrowableOfType(
            AwsException.class, () -> clients.ec2().instances(List.of(new InstanceId("i-0a"))))
        .failure();
  }

  private static String error(String code, String message) {
    return "<ErrorResponse><Error><Code>%s</Code><Message>%s</Message></Error><RequestId>3f2d8c1e-5b7a-4c9d-8e21-0a1b2c3d4e5f</RequestId></ErrorResponse>"
        .formatted(code, message.replace("\u0007", "&#9;"));
  }
}

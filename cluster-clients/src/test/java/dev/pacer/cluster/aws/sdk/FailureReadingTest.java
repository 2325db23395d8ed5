package dev.pacer.cluster.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;

class FailureReadingTest {

  static Stream<Exception> beforeAnythingIsSent() {
    return Stream.of(
        new ConnectException("refused"),
        new UnknownHostException("autoscaling.nowhere-1.amazonaws.com"),
        new NoRouteToHostException("no route"),
        new ConnectTimeoutException("connect timed out"),
        new ConnectionRequestTimeoutException("pool"),
        new SSLHandshakeException("PKIX path building failed"),
        new SSLPeerUnverifiedException("wrong name"));
  }

  @ParameterizedTest
  @MethodSource("beforeAnythingIsSent")
  void aChangeThatWasNeverSentDidNotHappen(Exception cause) {
    AwsException e = read(true, SdkClientException.create("Unable to execute HTTP request", cause));

    assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(e.failure().mayHaveBeenDone()).isFalse();
    assertThat(e).hasMessageContaining(cause.getMessage());
  }

  static Stream<RuntimeException> afterItWasSent() {
    return Stream.of(
        SdkClientException.create(
            "Unable to execute", new SocketTimeoutException("Read timed out")),
        SdkClientException.create("Unable to execute", new IOException("reset")),
        SdkClientException.create("Unable to unmarshall response (cut)."),
        ApiCallTimeoutException.create(20_000),
        AbortedException.create("interrupted"),
        new IllegalStateException("something new"));
  }

  @ParameterizedTest
  @MethodSource("afterItWasSent")
  void aChangeThatMayHaveArrivedIsALostReplyAndAReadIsNot(RuntimeException thrown) {
    assertThat(read(true, thrown).kind()).isEqualTo(Kind.LOST_REPLY);
    assertThat(read(false, thrown).kind()).isIn(Kind.UNREACHABLE, Kind.UNREADABLE);
  }

  @Test
  void codesWithoutAnEntryAreReadByTheirFormAndStatus() {
    assertThat(read(true, answer("InvalidLaunchTemplateId.VersionNotFound", 400)).kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(read(true, answer("InvalidLaunchTemplateName.NotFoundException", 400)).kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(read(true, answer("BandwidthLimitExceeded", 400)).kind()).isEqualTo(Kind.THROTTLED);
    assertThat(read(true, answer("RequestTimeout", 400)).failure().mayHaveBeenDone()).isTrue();
    assertThat(read(true, answer("SomethingNew", 500)).kind()).isEqualTo(Kind.SERVICE_FAILURE);
    assertThat(read(true, answer("SomethingNew", 400)).kind()).isEqualTo(Kind.OTHER);
  }

  private static RuntimeException answer(String code, int status) {
    return AutoScalingException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
        .build();
  }

  private static AwsException read(boolean changes, RuntimeException thrown) {
    return FailureReading.read("autoscaling:SetDesiredCapacity", "group agents", changes, thrown);
  }
}

package dev.pacer.cluster.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AwsCredentialsSource;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.AwsFailure.Kind;
import dev.pacer.cluster.aws.AwsSettings;
import dev.pacer.cluster.aws.AwsTimeouts;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.LaunchOrder;
import dev.pacer.cluster.aws.TerminationOutcome;
import dev.pacer.cluster.aws.Zone;
import dev.pacer.cluster.aws.sdk.ScriptedAws.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

class AwsClientsIT {
  private static final GroupName AGENTS = new GroupName("agents");
  private static final InstanceId ID = new InstanceId("i-0aaaaaaaaaaaaaa02");
  private static final AwsCredentialsSource KEYS =
      new AwsCredentialsSource.Keys(
          "AKIAIOSFODNN7EXAMPLE", "not-a-secret-example-key", Optional.empty());

  private final ScriptedAws aws = new ScriptedAws();

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void aTerminationWhoseReplyIsLostIsSentOnceAndSaysSo() {
    aws.then(Reply.drop());
    try (AwsClients clients = AwsClients.open(aws.settings())) {
      TerminationOutcome outcome = clients.autoScaling().terminate(ID, true);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              TerminationOutcome.LostReply.class,
              lost -> {
                assertThat(lost.failure().kind()).isEqualTo(Kind.LOST_REPLY);
                assertThat(lost.failure().sentence())
                    .startsWith(
                        "autoscaling:TerminateInstanceInAutoScalingGroup for instance"
                            + " i-0aaaaaaaaaaaaaa02 got no answer")
                    .endsWith("before asking again.");
              });
      assertThat(aws.requests()).hasSize(1);
    }
  }

  @Test
  void aTerminationAnsweredByAServerErrorIsALostReplyToo() {
    aws.then("autoscaling.SetDesiredCapacity.internal.500.xml")
        .then(Reply.of(503, "text/html", "<html>"))
        .then(Reply.truncated("<TerminateInstanceInAutoScalingGroupResponse/>"))
        .then(Reply.silence());
    try (AwsClients clients = AwsClients.open(aws.settings())) {
      for (int call = 1; call <= 4; call++) {
        assertThat(clients.autoScaling().terminate(ID, true))
            .isInstanceOf(TerminationOutcome.LostReply.class);
        assertThat(aws.requests()).hasSize(call);
      }
    }
  }

  @Test
  void noChangeIsEverSentTwice() {
    try (AwsClients clients = AwsClients.open(aws.settings())) {
      AutoScaling autoScaling = clients.autoScaling();
      List<Runnable> changes =
          List.of(
              () -> autoScaling.setDesiredCapacity(AGENTS, 5),
              () -> autoScaling.enterStandby(AGENTS, Set.of(ID), true),
              () -> autoScaling.exitStandby(AGENTS, Set.of(ID)),
              () -> autoScaling.setProtection(AGENTS, Set.of(ID), true),
              () ->
                  autoScaling.launchInstances(
                      new LaunchOrder(AGENTS, new Zone("us-east-1a"), 1, "example-token")));
      int sent = 0;
      for (Runnable change : changes) {
        aws.then(Reply.drop());
        AwsException e = catchThrowableOfType(AwsException.class, change::run);
        assertThat(e.kind()).isEqualTo(Kind.LOST_REPLY);
        assertThat(aws.requests()).hasSize(++sent);
      }
    }
  }

  @Test
  void aConnectionUsedBeforeMakesNoDifference() {
    aws.then("autoscaling.TerminateInstanceInAutoScalingGroup.ok.200.xml").then(Reply.drop());
    try (AwsClients clients = AwsClients.open(aws.settings())) {
      assertThat(clients.autoScaling().terminate(ID, true))
          .isInstanceOf(TerminationOutcome.Accepted.class);
      assertThat(clients.autoScaling().terminate(ID, true))
          .isInstanceOf(TerminationOutcome.LostReply.class);
      assertThat(aws.requests()).hasSize(2);
    }
  }

  @Test
  void theCountingCatchesAClientThatRepeatsChanges() {
    for (int send = 0; send < 4; send++) {
      aws.then(Reply.drop());
    }
    try (AutoScalingClient asTheSdkComes =
        AutoScalingClient.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "not-a-secret-example")))
            .build()) {
      new SdkAutoScaling(asTheSdkComes, asTheSdkComes).terminate(ID, true);

      assertThat(aws.requests()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void theSurroundingsCannotTurnRetriesOfChangesOn() {
    System.setProperty("aws.maxAttempts", "4");
    System.setProperty("aws.retryMode", "legacy");
    aws.then(Reply.drop()).then(Reply.drop());
    try (AwsClients clients = AwsClients.open(aws.settings())) {
      assertThat(clients.autoScaling().terminate(ID, true))
          .isInstanceOf(TerminationOutcome.LostReply.class);
      assertThat(aws.requests()).hasSize(1);
    } finally {
      System.clearProperty("aws.maxAttempts");
      System.clearProperty("aws.retryMode");
    }
  }

  @Test
  void aReadWhoseReplyIsLostIsSentAgain() {
    aws.then(Reply.drop())
        .then(Reply.drop())
        .then("autoscaling.DescribeAutoScalingGroups.all-states.200.xml");
    try (AwsClients clients = AwsClients.open(aws.settings())) {
      assertThat(clients.autoScaling().groups(List.of(AGENTS))).hasSize(1);
      assertThat(aws.requests()).hasSize(3);
    }
  }

  @Test
  void aListingCutInTheMiddleIsNoListing() {
    aws.then(
        Reply.truncated(
            Captures.handwritten("autoscaling.DescribeAutoScalingGroups.all-states.200.xml")));
    try (AwsClients clients = AwsClients.open(aws.settings())) {
      assertThat(failureOfRead(clients).kind()).isEqualTo(Kind.UNREADABLE);
    }
  }

  @Test
  void aReadThatNeverGetsAReplyIsUnreachable() {
    aws.then(Reply.drop()).then(Reply.drop()).then(Reply.drop());
    try (AwsClients clients = AwsClients.open(aws.settings())) {
      AwsFailure failure = failureOfRead(clients);

      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure.mayHaveBeenDone()).isFalse();
      assertThat(aws.requests()).hasSize(3);
    }
  }

  @Test
  void aSilentServerIsGivenUpAfterTheTimeout() {
    aws.then(Reply.silence());
    AwsSettings settings =
        new AwsSettings(
            "us-east-1",
            Optional.of(aws.endpoint()),
            KEYS,
            new AwsTimeouts(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofMillis(600)));
    try (AwsClients clients = AwsClients.open(settings)) {
      AwsException e =
          catchThrowableOfType(
              AwsException.class, () -> clients.autoScaling().setDesiredCapacity(AGENTS, 5));

      assertThat(e.kind()).isEqualTo(Kind.LOST_REPLY);
      assertThat(aws.requests()).hasSize(1);
    }
  }

  @Test
  void aReplyThatDripsIsGivenUpAfterTheTimeOfTheWholeCall() {
    aws.then(
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write(' ');
            out.flush();
            Thread.onSpinWait();
          }
        });
    AwsSettings settings =
        new AwsSettings(
            "us-east-1",
            Optional.of(aws.endpoint()),
            KEYS,
            new AwsTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMillis(500)));
    try (AwsClients clients = AwsClients.open(settings)) {
      assertThat(
              catchThrowableOfType(
                      AwsException.class, () -> clients.autoScaling().setDesiredCapacity(AGENTS, 5))
                  .kind())
          .isEqualTo(Kind.LOST_REPLY);
      assertThat(aws.requests()).hasSize(1);
    }
  }

  @Test
  void aReplyWithoutEndIsCutOff() {
    aws.then(
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<DescribeAutoScalingGroupsResponse>"
                  .getBytes(StandardCharsets.US_ASCII));
          byte[] block = "<x/>".repeat(16_384).getBytes(StandardCharsets.US_ASCII);
          while (true) {
            out.write(block);
          }
        });
    aws.then(Reply.drop()).then(Reply.drop());
    try (AwsClients clients = AwsClients.open(aws.settings(), 1_000_000)) {
      assertThat(failureOfRead(clients).kind()).isEqualTo(Kind.UNREADABLE);
    }
  }

  @Test
  void aServerThatIsNotThereIsUnreachableEvenForAChange() throws IOException {
    int free;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = probe.getLocalPort();
    }
    AwsSettings settings =
        new AwsSettings(
            "us-east-1",
            Optional.of(URI.create("http://127.0.0.1:" + free)),
            KEYS,
            AwsTimeouts.USUAL);
    try (AwsClients clients = AwsClients.open(settings)) {
      AwsException e =
          catchThrowableOfType(AwsException.class, () -> clients.autoScaling().terminate(ID, true));

      assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(e).hasMessageContaining("127.0.0.1:" + free);
    }
  }

  @Test
  void everyRequestIsSignedForTheRegionAndTellsWhoAsks() {
    aws.then("autoscaling.DescribeAutoScalingGroups.all-states.200.xml");
    try (AwsClients clients = AwsClients.open(aws.settings())) {
      clients.autoScaling().groups(List.of(AGENTS));
    }
    assertThat(aws.heads().get(0).get("authorization"))
        .contains("Credential=AKIAIOSFODNN7EXAMPLE/")
        .contains("/us-east-1/autoscaling/aws4_request");
    assertThat(aws.heads().get(0).get("user-agent")).contains("Apache5").contains("pacer");
  }

  @Test
  void aRoleIsTakenOnOnceAndSignsTheCalls() {
    aws.then(
            Reply.of(
                200,
                Captures.reply("captured/sts.AssumeRole.txt")
                    .replaceAll(
                        "<Expiration>.*</Expiration>",
                        "<Expiration>2999-01-01T00:00:00Z</Expiration>")))
        .then("autoscaling.DescribeAutoScalingGroups.all-states.200.xml")
        .then("autoscaling.DescribeAutoScalingGroups.all-states.200.xml");
    try (AwsClients clients = AwsClients.open(aws.settings(role()))) {
      clients.autoScaling().groups(List.of(AGENTS));
      clients.autoScaling().groups(List.of(AGENTS));
    }
    assertThat(aws.requests())
        .extracting(request -> request.get("Action"))
        .containsExactly("AssumeRole", "DescribeAutoScalingGroups", "DescribeAutoScalingGroups");
    assertThat(aws.requests().get(0))
        .containsEntry("RoleArn", "arn:aws:iam::123456789012:role/scaler")
        .containsEntry("RoleSessionName", "probe")
        .containsEntry("ExternalId", "x");
    assertThat(aws.heads().get(1).get("authorization"))
        .contains("Credential=ASIAIOSFODNN7EXAMPLE/");
    assertThat(aws.heads().get(1)).containsKey("x-amz-security-token");
  }

  @Test
  void aRoleThatIsRefusedNamesTheActionAndTheRoleAndSendsNothing() {
    aws.then("sts.AssumeRole.denied.403.xml");
    try (AwsClients clients = AwsClients.open(aws.settings(role()))) {
      AwsException e =
          catchThrowableOfType(AwsException.class, () -> clients.autoScaling().terminate(ID, true));

      assertThat(e.kind()).isEqualTo(Kind.DENIED);
      assertThat(e)
          .hasMessageStartingWith(
              "sts:AssumeRole for role arn:aws:iam::123456789012:role/scaler answered 403")
          .hasMessageContaining("action sts:AssumeRole is not allowed");
      assertThat(aws.requests())
          .extracting(request -> request.get("Action"))
          .containsExactly("AssumeRole");
    }
  }

  @Test
  void aRoleServiceThatFailsIsNoLostReply() {
    for (int send = 0; send < 3; send++) {
      aws.then("autoscaling.SetDesiredCapacity.unavailable.503.xml");
    }
    try (AwsClients clients = AwsClients.open(aws.settings(role()))) {
      AwsException e =
          catchThrowableOfType(
              AwsException.class, () -> clients.autoScaling().setDesiredCapacity(AGENTS, 5));

      assertThat(e.kind()).isEqualTo(Kind.BAD_CREDENTIALS);
      assertThat(e.failure().mayHaveBeenDone()).isFalse();
      assertThat(aws.requests())
          .extracting(request -> request.get("Action"))
          .containsOnly("AssumeRole");
    }
  }

  @Test
  void noCredentialsAnywhereIsSaidAndNothingIsSent() {
    System.setProperty("aws.disableEc2Metadata", "true");
    System.setProperty("aws.sharedCredentialsFile", "/nonexistent/credentials");
    System.setProperty("aws.configFile", "/nonexistent/config");
    try (AwsClients clients =
        AwsClients.open(aws.settings(new AwsCredentialsSource.FromSurroundings()))) {
      AwsException e =
          catchThrowableOfType(AwsException.class, () -> clients.autoScaling().terminate(ID, true));

      assertThat(e.kind()).isEqualTo(Kind.BAD_CREDENTIALS);
      assertThat(e)
          .hasMessageStartingWith(
              "autoscaling:TerminateInstanceInAutoScalingGroup for instance i-0aaaaaaaaaaaaaa02"
                  + " was not sent: no credentials by the usual chain: none in the environment, the"
                  + " profile files, a web identity, the container's or the instance's role.");
      assertThat(aws.requests()).isEmpty();
    } finally {
      System.clearProperty("aws.disableEc2Metadata");
      System.clearProperty("aws.sharedCredentialsFile");
      System.clearProperty("aws.configFile");
    }
  }

  @Test
  void closingLeavesNoConnectionThreads() {
    Set<Thread> before = threads();
    aws.then("autoscaling.DescribeAutoScalingGroups.all-states.200.xml");
    try (AwsClients clients = AwsClients.open(aws.settings())) {
      clients.autoScaling().groups(List.of(AGENTS));
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    Set<Thread> left = Set.of();
    do {
      left = threads();
      left.removeAll(before);
      left.removeIf(thread -> thread.getName().startsWith("scripted-aws"));
      Thread.onSpinWait();
    } while (!left.isEmpty() && System.nanoTime() < deadline);
    assertThat(left).isEmpty();
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .collect(Collectors.toSet());
  }

  private static AwsCredentialsSource role() {
    return new AwsCredentialsSource.AssumedRole(
        "arn:aws:iam::123456789012:role/scaler", "probe", Optional.of("x"), KEYS);
  }

  private static AwsFailure failureOfRead(AwsClients clients) {
    return catchThrowableOfType(
            AwsException.class, () -> clients.autoScaling().groups(List.of(AGENTS)))
        .failure();
  }
}

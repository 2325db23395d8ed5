package dev.pacer.simulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pacer.simulator.aws.account.Access;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsProtocol;
import dev.pacer.simulator.aws.account.Caller;
import dev.pacer.simulator.aws.account.Delays;
import dev.pacer.simulator.aws.account.ReadLag;
import dev.pacer.simulator.aws.account.Throttles;
import dev.pacer.simulator.aws.autoscaling.Group;
import dev.pacer.simulator.aws.ec2.Instance;
import dev.pacer.simulator.aws.ec2.InstanceState;
import dev.pacer.simulator.aws.ecr.RegistryTokens;
import dev.pacer.simulator.aws.s3.Buckets;
import dev.pacer.simulator.aws.secrets.Secrets;
import dev.pacer.simulator.aws.sts.Roles;
import dev.pacer.simulator.machine.Machine;
import dev.pacer.simulator.machine.MachineWatcher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServicesTest {

  private static final String ROLE = "arn:aws:iam::123456789012:role/scaler";

  private final TestAws aws = new TestAws();

  private static void assertRefused(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(call)
        .satisfies(error -> assertThat(error.code()).isEqualTo(code));
  }

  @Test
  void aMachineRunsBootsAndIsListedForAnHourAfterItsEnd() {
    List<String> told = new ArrayList<>();
    aws.model
        .instances()
        .watch(
            new MachineWatcher() {
              @Override
              public void booted(Machine machine) {
                told.add("booted " + machine.group() + " " + aws.simulation.instant());
              }

              @Override
              public void lost(Machine machine) {
                told.add("lost " + machine.privateDnsName() + " " + aws.simulation.instant());
              }
            });
    Group group = aws.create("agents", 0, 2, 1, 1);
    aws.advance(15);
    Instance machine = TestAws.member(group, 0).instance();
    assertThat(machine.now().state()).isEqualTo(InstanceState.PENDING);
    assertThat(machine.now().addresses().orElseThrow().privateIp()).isEqualTo("10.0.0.4");
    aws.advance(45);
    assertThat(machine.now().state()).isEqualTo(InstanceState.RUNNING);
    assertThat(told).containsExactly("booted agents 2026-01-05T08:01:00Z");

    aws.model.autoScaling().members().terminate(machine.id(), true);
    assertThat(machine.now().state()).isEqualTo(InstanceState.SHUTTING_DOWN);
    assertThat(told.get(1)).isEqualTo("lost ip-10-0-0-4.ec2.internal 2026-01-05T08:01:00Z");
    aws.advance(40);
    assertThat(machine.now().state()).isEqualTo(InstanceState.TERMINATED);
    assertThat(machine.now().addresses()).isEmpty();
    aws.advance(3599);
    assertThat(aws.model.instances().find(machine.id())).isPresent();
    aws.advance(1);
    assertThat(aws.model.instances().find(machine.id())).isEmpty();
    aws.model.autoScaling().groups().setDesired("agents", 1, false);
    aws.advance(15);
    assertThat(TestAws.member(group, 0).instance().now().addresses().orElseThrow().privateIp())
        .as("addresses are used again")
        .isEqualTo("10.0.0.4");
  }

  @Test
  void readsLagBehindWritesAsFarAsTheSettingsSay() {
    TestAws lagging =
        new TestAws(
            AwsSettings.usual()
                .withDelays(Delays.TYPICAL.exact())
                .withReadLag(new ReadLag(Duration.ZERO, Duration.ofSeconds(30), 1)),
            1);
    lagging.settled("agents", 0, 6, 2, 1);
    lagging.model.autoScaling().groups().setDesired("agents", 4, false);
    lagging.advance(15);
    Instant asOf =
        lagging
            .model
            .gate()
            .run(
                new dev.pacer.simulator.kernel.Call("autoscaling", "DescribeAutoScalingGroups", ""),
                new CallGate.Passage(Optional.empty()),
                new CallGate.Credentials(Optional.of("AKIAIOSFODNN7EXAMPLE"), Optional.empty()),
                "*",
                (caller, moment) -> moment);
    assertThat(asOf).isEqualTo(lagging.simulation.instant().minusSeconds(30));
    var seen = lagging.model.autoScaling().snapshots(Set.of("agents"), asOf).get(0);
    assertThat(seen.properties().capacity().desired()).isEqualTo(2);
    assertThat(seen.members()).hasSize(2);
    lagging.advance(30);
    var later =
        lagging
            .model
            .autoScaling()
            .snapshots(Set.of("agents"), lagging.simulation.instant().minusSeconds(30))
            .get(0);
    assertThat(later.properties().capacity().desired()).isEqualTo(4);
    assertThat(later.members()).hasSize(4).anyMatch(view -> view.state().text().equals("Pending"));
  }

  @Test
  void goneMembersAndGroupsAreStillInLateReads() {
    Group group = aws.settled("agents", 0, 6, 1, 1);
    aws.model.autoScaling().groups().delete("agents", true);
    aws.advance(60);
    Instant now = aws.simulation.instant();
    assertThat(aws.model.autoScaling().snapshots(Set.of("agents"), now)).isEmpty();
    var late = aws.model.autoScaling().snapshots(Set.of("agents"), now.minusSeconds(5));
    assertThat(late).hasSize(1);
    assertThat(late.get(0).members()).hasSize(1);
    assertThat(group.members()).isEmpty();
    assertThat(aws.model.autoScaling().snapshots(Set.of("agents"), TestAws.START.minusSeconds(1)))
        .isEmpty();
  }

  @Test
  void bucketsOfTokensThrottleAndRefill() {
    Throttles throttles =
        new Throttles(
            aws.simulation,
            Map.of(
                "autoscaling", new Throttles.Rate(2, 0.5),
                "autoscaling:SetDesiredCapacity", new Throttles.Rate(1, 1)));
    assertThat(throttles.admits("autoscaling", "DescribeTags")).isTrue();
    assertThat(throttles.admits("autoscaling", "DescribeTags")).isTrue();
    assertThat(throttles.admits("autoscaling", "DescribeTags")).isFalse();
    assertThat(throttles.admits("autoscaling", "SetDesiredCapacity")).isTrue();
    assertThat(throttles.admits("ec2", "DescribeInstances")).isTrue();
    aws.advance(2);
    assertThat(throttles.admits("autoscaling", "DescribeTags")).isTrue();
    assertThat(throttles.admits("autoscaling", "DescribeTags")).isFalse();
  }

  @Test
  void registryTokensAreNewEachTimeLongAndGoodForTwelveHours() {
    RegistryTokens tokens = aws.model.registryTokens();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      RegistryTokens.Token token = tokens.issue();
      assertThat(seen.add(token.authorizationToken())).isTrue();
      assertThat(token.authorizationToken().length()).isBetween(1500, 2500);
      assertThat(token.expiresAt()).isEqualTo(aws.simulation.instant().plusSeconds(12 * 3600));
      assertThat(token.proxyEndpoint())
          .isEqualTo("https://123456789012.dkr.ecr.us-east-1.amazonaws.com");
      assertThat(token.toString()).doesNotContain(token.authorizationToken());
    }
    String password = password(tokens.issue());
    assertThat(tokens.accepts(password)).isTrue();
    assertThat(tokens.accepts("made-up")).isFalse();
    aws.advance(12 * 3600 - 1);
    assertThat(tokens.accepts(password)).isTrue();
    aws.advance(1);
    assertThat(tokens.accepts(password)).isFalse();
    assertThat(tokens.expired(password)).isTrue();
    String fresh = password(tokens.issue());
    tokens.revokeAll();
    assertThat(tokens.accepts(fresh)).isFalse();
  }

  private static String password(RegistryTokens.Token token) {
    String pair =
        new String(Base64.getDecoder().decode(token.authorizationToken()), StandardCharsets.UTF_8);
    assertThat(pair).startsWith("AWS:");
    return pair.substring(pair.indexOf(':') + 1);
  }

  @Test
  void assumedCredentialsWorkWithTheirTokenUntilTheyExpire() {
    Access access = aws.model.access();
    Caller operator =
        access.authenticate(
            Optional.of("AKIAIOSFODNN7EXAMPLE"), Optional.empty(), AwsProtocol.QUERY);
    Roles.Assumed assumed =
        aws.model.roles().assume(operator, ROLE, "probe", Optional.of(Duration.ofMinutes(15)));
    assertThat(assumed.accessKey()).startsWith("ASIA").hasSize(20);
    assertThat(assumed.toString()).doesNotContain(assumed.secretKey(), assumed.sessionToken());

    Caller caller =
        access.authenticate(
            Optional.of(assumed.accessKey()),
            Optional.of(assumed.sessionToken()),
            AwsProtocol.QUERY);
    assertThat(caller.arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/scaler/probe");
    assertRefused(
        "InvalidClientTokenId",
        () ->
            access.authenticate(
                Optional.of(assumed.accessKey()), Optional.empty(), AwsProtocol.QUERY));
    aws.advance(15 * 60);
    Map<AwsProtocol, String> codes =
        Map.of(
            AwsProtocol.QUERY, "ExpiredToken",
            AwsProtocol.EC2, "RequestExpired",
            AwsProtocol.JSON, "ExpiredTokenException",
            AwsProtocol.REST, "ExpiredToken");
    codes.forEach(
        (protocol, code) ->
            assertRefused(
                code,
                () ->
                    access.authenticate(
                        Optional.of(assumed.accessKey()),
                        Optional.of(assumed.sessionToken()),
                        protocol)));
  }

  @Test
  void aRoleMayBeRefusedAndHasALongestSession() {
    Caller operator = new Caller("AKIA", "arn:aws:iam::123456789012:user/operator", "AIDA");
    Roles roles = aws.model.roles();
    assertRefused(
        "ValidationError",
        () -> roles.assume(operator, ROLE, "probe", Optional.of(Duration.ofMinutes(14))));
    assertRefused(
        "ValidationError",
        () -> roles.assume(operator, ROLE, "probe", Optional.of(Duration.ofHours(2))));
    roles.longest(ROLE, Duration.ofHours(4));
    roles.assume(operator, ROLE, "probe", Optional.of(Duration.ofHours(2)));
    roles.refuse(ROLE);
    assertRefused("AccessDenied", () -> roles.assume(operator, ROLE, "probe", Optional.empty()));
  }

  @Test
  void registeredKeysAreTheOnlyOnesAndDenialsNameTheAction() {
    Access access = aws.model.access();
    access.register("AKIAIOSFODNN7EXAMPLE", "scaler");
    assertRefused(
        "AuthFailure",
        () ->
            access.authenticate(
                Optional.of("AKIAI44QH8DHBEXAMPLE"), Optional.empty(), AwsProtocol.EC2));
    Caller scaler =
        access.authenticate(Optional.of("AKIAIOSFODNN7EXAMPLE"), Optional.empty(), AwsProtocol.EC2);
    access.deny("AKIAIOSFODNN7EXAMPLE", "autoscaling:Set*");
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(
            () ->
                access.authorize(
                    scaler, "autoscaling", "SetDesiredCapacity", "*", AwsProtocol.QUERY))
        .withMessageContaining(
            "User: arn:aws:iam::123456789012:user/scaler is not authorized to perform:"
                + " autoscaling:SetDesiredCapacity");
    access.authorize(scaler, "autoscaling", "DescribeAutoScalingGroups", "*", AwsProtocol.QUERY);
  }

  @Test
  void secretStagesMoveAndAnEmptySecretHasNoValue() {
    Secrets secrets = aws.model.secrets();
    Secrets.Created empty = secrets.create("empty", Optional.empty(), Optional.empty());
    assertThat(empty.arn())
        .matches("arn:aws:secretsmanager:us-east-1:123456789012:secret:empty-[A-Za-z0-9]{6}");
    assertRefused(
        "ResourceNotFoundException",
        () -> secrets.get("empty", Optional.empty(), Optional.empty()));
    assertRefused(
        "ResourceNotFoundException", () -> secrets.get("nope", Optional.empty(), Optional.empty()));

    secrets.put("empty", text("one"), Optional.of("token-1"), List.of());
    secrets.put(empty.arn(), text("two"), Optional.empty(), List.of());
    assertThat(secrets.get("empty", Optional.empty(), Optional.empty()).value())
        .isEqualTo(text("two"));
    Secrets.Version previous = secrets.get("empty", Optional.empty(), Optional.of("AWSPREVIOUS"));
    assertThat(previous.value()).isEqualTo(text("one"));
    assertThat(previous.versionId()).isEqualTo("token-1");
    assertRefused(
        "ResourceExistsException",
        () -> secrets.put("empty", text("other"), Optional.of("token-1"), List.of()));
    assertRefused(
        "ResourceExistsException",
        () -> secrets.create("empty", Optional.empty(), Optional.empty()));
  }

  private static Secrets.Value text(String text) {
    return new Secrets.Value(Optional.of(text), Optional.empty());
  }

  @Test
  void objectsAreWrittenOnConditionAndListedInOrder() {
    Buckets buckets = aws.model.buckets();
    buckets.create("probe");
    buckets.create("probe");
    Buckets.Conditions onlyNew = new Buckets.Conditions(Optional.empty(), Optional.of("*"));
    String eTag = put("a", "1", onlyNew);
    assertRefused("PreconditionFailed", () -> put("a", "2", onlyNew));
    Buckets.Conditions unchanged = new Buckets.Conditions(Optional.of(eTag), Optional.empty());
    put("a", "2", unchanged);
    assertRefused("PreconditionFailed", () -> put("a", "3", unchanged));
    assertRefused("NoSuchKey", () -> put("b", "3", unchanged));
    put("b/1", "x", Buckets.Conditions.NONE);
    put("b/0", "x", Buckets.Conditions.NONE);
    assertThat(buckets.list("probe", "b/", "").stream().map(object -> object.key()))
        .containsExactly("b/0", "b/1");
    assertThat(buckets.get("probe", "a").bytes()).isEqualTo("2".getBytes(StandardCharsets.UTF_8));
    buckets.delete("probe", "a");
    buckets.delete("probe", "a");
    assertRefused("NoSuchKey", () -> buckets.get("probe", "a"));
    assertRefused("NoSuchBucket", () -> buckets.get("nope", "a"));
    assertRefused("BucketNotEmpty", () -> buckets.deleteBucket("probe"));
  }

  private String put(String key, String text, Buckets.Conditions conditions) {
    return aws.model
        .buckets()
        .put(
            "probe",
            key,
            text.getBytes(StandardCharsets.UTF_8),
            Map.of(),
            Optional.empty(),
            conditions)
        .eTag();
  }
}

package dev.pacer.cluster.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pacer.cluster.aws.ActivityHistory;
import dev.pacer.cluster.aws.ActivityPlace;
import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure.Kind;
import dev.pacer.cluster.aws.GroupCapacity;
import dev.pacer.cluster.aws.GroupDescription;
import dev.pacer.cluster.aws.GroupInstance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.GroupSettings;
import dev.pacer.cluster.aws.GroupTag;
import dev.pacer.cluster.aws.HookOutcome;
import dev.pacer.cluster.aws.HookResult;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.LaunchFailure;
import dev.pacer.cluster.aws.LaunchOrder;
import dev.pacer.cluster.aws.LaunchOutcome;
import dev.pacer.cluster.aws.LaunchSource;
import dev.pacer.cluster.aws.LaunchTemplateRef;
import dev.pacer.cluster.aws.LifecycleAction;
import dev.pacer.cluster.aws.LifecycleHook;
import dev.pacer.cluster.aws.MixedInstancesPolicy;
import dev.pacer.cluster.aws.ScalingActivity;
import dev.pacer.cluster.aws.ScalingProcess;
import dev.pacer.cluster.aws.TerminationOutcome;
import dev.pacer.cluster.aws.Zone;
import dev.pacer.cluster.aws.sdk.ScriptedAws.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkAutoScalingIT {
  private static final GroupName AGENTS = new GroupName("agents");
  private static final String NAMESPACE = "http://autoscaling.amazonaws.com/doc/2011-01-01/";

  private final ScriptedAws aws = new ScriptedAws();
  private final AwsClients clients = AwsClients.open(aws.settings());
  private final AutoScaling autoScaling = clients.autoScaling();

  @AfterEach
  void close() {
    clients.close();
    aws.close();
  }

  @Test
  void everyStateOfAnInstanceIsReadAsAwsSpellsIt() {
    aws.then("autoscaling.DescribeAutoScalingGroups.all-states.200.xml");

    AutoScalingGroup group = only(autoScaling.groups(List.of(AGENTS)));

    assertThat(group.instances())
        .extracting(instance -> instance.state().text())
        .containsExactly(
            "Pending",
            "Pending:Wait",
            "InService",
            "Standby",
            "Terminating",
            "Terminating:Wait",
            "Terminating:Proceed");
    assertThat(group.inService())
        .extracting(GroupInstance::id)
        .containsExactly(new InstanceId("i-0aaaaaaaaaaaaaa02"));
    assertThat(group.instances()).extracting(GroupInstance::healthy).endsWith(true, false);
    GroupInstance inService = group.instances().get(2);
    assertThat(inService.protectedFromScaleIn()).isTrue();
    assertThat(inService.launched().weight()).isEqualTo(4);
    assertThat(inService.zone()).isEqualTo(new Zone("us-east-1c"));
    assertThat(inService.type()).isEqualTo(new InstanceType("m5.xlarge"));
    assertThat(inService.launched().template()).contains(template("1"));
    assertThat(group.instances().get(0).launched().weight()).isEqualTo(1);
  }

  @Test
  void everySettingOfAGroupIsRead() {
    aws.then("autoscaling.DescribeAutoScalingGroups.all-states.200.xml");

    GroupDescription group = only(autoScaling.groups(List.of(AGENTS))).description();

    assertThat(group.name()).isEqualTo(AGENTS);
    assertThat(group.capacity()).isEqualTo(new GroupCapacity(1, 6, 4));
    assertThat(group.placement().zones())
        .extracting(Zone::text)
        .containsExactly("us-east-1a", "us-east-1b", "us-east-1c");
    assertThat(group.placement().subnetIds())
        .containsExactly("subnet-0aaaaaaaaaaaaaaa1", "subnet-0aaaaaaaaaaaaaaa2");
    assertThat(group.launchSource()).isEqualTo(new LaunchSource.Template(template("1")));
    assertThat(group.rules().suspended())
        .containsExactly(
            Map.entry(ScalingProcess.AZ_REBALANCE, "User suspended at 2026-11-22T07:00:30Z"));
    assertThat(group.rules().isSuspended(ScalingProcess.LAUNCH)).isFalse();
    assertThat(group.rules().newInstancesProtected()).isFalse();
    assertThat(group.rules().capacityRebalance()).isFalse();
    assertThat(group.rules().defaultCooldown()).isEqualTo(Duration.ofMinutes(5));
    assertThat(group.rules().healthCheckGrace()).isEqualTo(Duration.ofMinutes(1));
    assertThat(group.rules().terminationPolicies()).containsExactly("Default");
    assertThat(group.rules().warmPool()).isFalse();
    assertThat(group.tags()).containsExactly(new GroupTag("pool", "blue", true));
    assertThat(group.findTag("pool")).contains("blue");
    assertThat(group.life().createdAt()).isEqualTo(Instant.parse("2026-11-22T07:00:00.123Z"));
    assertThat(group.life().status()).contains("Delete in progress");
    assertThat(group.life().beingDeleted()).isTrue();
  }

  @Test
  void anUnknownStateIsKeptAndIsNotInService() {
    aws.then(
        Reply.of(
            200,
            Captures.handwritten("autoscaling.DescribeAutoScalingGroups.all-states.200.xml")
                .replace(">InService<", ">Terminating:Retained<")
                .replace(">Pending<", ">Dreaming<")));

    AutoScalingGroup group = only(autoScaling.groups(List.of(AGENTS)));

    assertThat(group.instances().get(2).state().text()).isEqualTo("Terminating:Retained");
    assertThat(group.instances().get(2).state().leaving()).isTrue();
    assertThat(group.instances().get(0).state().text()).isEqualTo("Dreaming");
    assertThat(group.inService()).isEmpty();
  }

  @Test
  void aMixedPolicyIsRead() {
    aws.then(reply("emulator-deviates/autoscaling.DescribeAutoScalingGroups.mixed-instances.txt"));

    MixedInstancesPolicy policy = mixed(only(autoScaling.groups(List.of(AGENTS))));

    assertThat(policy.template().version()).contains("$Latest");
    assertThat(policy.overrides())
        .extracting(override -> override.type().orElseThrow().text())
        .containsExactly("m5.xlarge", "m5a.xlarge", "c5.2xlarge");
    assertThat(policy.overrides()).allMatch(override -> override.weight().isEmpty());
    assertThat(policy.distribution().onDemandBase()).isEqualTo(1);
    assertThat(policy.distribution().onDemandPercentageAboveBase()).isZero();
    assertThat(policy.distribution().maySpot()).isTrue();
    assertThat(policy.distribution().spotAllocationStrategy()).contains("price-capacity-optimized");
  }

  @Test
  void weightsAndTypesByAttributesAreRead() {
    aws.then(
        Reply.of(
            200,
            Captures.reply("emulator-deviates/autoscaling.DescribeAutoScalingGroups.weighted.txt")
                .replace(
                    "</Overrides>",
                    "<member><InstanceRequirements><VCpuCount><Min>4</Min></VCpuCount>"
                        + "</InstanceRequirements></member></Overrides>")));

    MixedInstancesPolicy policy = mixed(only(autoScaling.groups(List.of(AGENTS))));

    assertThat(policy.overrides())
        .extracting(override -> override.weight())
        .containsExactly(OptionalInt.of(4), OptionalInt.of(8), OptionalInt.empty());
    assertThat(policy.overrides())
        .extracting(override -> override.byAttributes())
        .containsExactly(false, false, true);
    assertThat(policy.overrides().get(2).type()).isEmpty();
    assertThat(policy.distribution().maySpot()).isFalse();
  }

  @Test
  void groupsOfTheOldKindAndOfAnUnknownKindAreRead() {
    String template =
        "<LaunchTemplate><LaunchTemplateId>lt-777d964864352301a</LaunchTemplateId>"
            + "<LaunchTemplateName>agent-lt</LaunchTemplateName><Version>1</Version>"
            + "</LaunchTemplate>";
    String group = Captures.reply("captured/autoscaling.DescribeAutoScalingGroups.one-group.txt");
    assertThat(group).contains(template);
    aws.then(
            Reply.of(
                200,
                group.replace(template, "<LaunchConfigurationName>old</LaunchConfigurationName>")))
        .then(Reply.of(200, group.replace(template, "")));

    AutoScalingGroup old = only(autoScaling.groups(List.of(AGENTS)));
    AutoScalingGroup unknown = only(autoScaling.groups(List.of(AGENTS)));

    assertThat(old.description().launchSource()).isEqualTo(new LaunchSource.Configuration("old"));
    assertThat(unknown.description().launchSource()).isEqualTo(new LaunchSource.Unstated());
    assertThat(unknown.instances().get(0).launched().template()).isEmpty();
  }

  @Test
  void capturedGroupsAreRead() {
    aws.then(reply("captured/autoscaling.DescribeAutoScalingGroups.two-protected.txt"))
        .then(reply("captured/autoscaling.DescribeAutoScalingGroups.one-standby.txt"))
        .then(reply("captured/autoscaling.DescribeAutoScalingGroups.suspended-processes.txt"))
        .then(reply("captured/autoscaling.DescribeAutoScalingGroups.unknown-group-is-empty.txt"));

    assertThat(only(autoScaling.groups(List.of(AGENTS))).instances())
        .filteredOn(GroupInstance::protectedFromScaleIn)
        .hasSize(2);
    assertThat(only(autoScaling.groups(List.of(AGENTS))).instances())
        .filteredOn(instance -> instance.state().standby())
        .hasSize(1);
    assertThat(only(autoScaling.groups(List.of(AGENTS))).rules().suspended().keySet())
        .containsExactlyInAnyOrder(ScalingProcess.AZ_REBALANCE, ScalingProcess.REPLACE_UNHEALTHY);
    assertThat(autoScaling.groups(List.of(AGENTS))).isEmpty();
  }

  @Test
  void aGroupIsAskedForByNameWithAFullPage() {
    aws.then(reply("captured/autoscaling.DescribeAutoScalingGroups.one-group.txt"));

    autoScaling.groups(List.of(AGENTS));

    Map<String, String> expected =
        new TreeMap<>(
            Captures.request("captured/autoscaling.DescribeAutoScalingGroups.one-group.txt"));
    expected.put("MaxRecords", "100");
    assertThat(aws.onlyRequest()).isEqualTo(expected);
  }

  @Test
  void descriptionsAreAskedForWithoutInstances() {
    aws.then(reply("captured/autoscaling.DescribeAutoScalingGroups.one-group.txt"));

    assertThat(autoScaling.descriptions(List.of(AGENTS)))
        .extracting(GroupDescription::name)
        .containsExactly(AGENTS);
    assertThat(aws.onlyRequest()).containsEntry("IncludeInstances", "false");
  }

  @Test
  void noNamesMeansNoGroupsAndNoCall() {
    assertThat(autoScaling.groups(List.of())).isEmpty();
    assertThat(autoScaling.descriptions(Set.of())).isEmpty();
    autoScaling.setProtection(AGENTS, Set.of(), true);
    autoScaling.suspend(AGENTS, Set.of());
    autoScaling.resume(AGENTS, Set.of());
    autoScaling.putTags(AGENTS, List.of());
    autoScaling.deleteTags(AGENTS, Set.of());
    assertThat(autoScaling.enterStandby(AGENTS, Set.of(), true)).isEmpty();
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  void moreThanFiftyNamesAreAskedForInSeveralCalls() {
    aws.then(groups("a")).then(groups("b")).then(groups("c"));
    List<GroupName> names =
        IntStream.range(0, 120).mapToObj(i -> new GroupName("g%03d".formatted(i))).toList();

    assertThat(autoScaling.groups(names))
        .extracting(group -> group.name().text())
        .containsExactly("a", "b", "c");

    assertThat(aws.requests()).hasSize(3);
    assertThat(aws.requests())
        .allMatch(request -> !request.containsKey("AutoScalingGroupNames.member.51"));
    assertThat(aws.requests().stream().flatMap(request -> request.values().stream()))
        .contains("g000", "g049", "g050", "g099", "g100", "g119");
  }

  @Test
  void allPagesAreRead() {
    aws.then(groups("a", "token-1")).then(groups("b", "token-2")).then(groups("c"));

    assertThat(autoScaling.groups(List.of(AGENTS)))
        .extracting(group -> group.name().text())
        .containsExactly("a", "b", "c");
    assertThat(aws.requests())
        .extracting(request -> String.valueOf(request.get("NextToken")))
        .containsExactly("null", "token-1", "token-2");
  }

  @Test
  void aListingThatBreaksInTheMiddleIsNoListing() {
    aws.then(groups("a", "token-1"))
        .then("autoscaling.DescribeAutoScalingGroups.bad-token.400.xml");

    assertThatThrownBy(() -> autoScaling.groups(List.of(AGENTS)))
        .isInstanceOfSatisfying(
            AwsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LISTING_BROKEN));
  }

  @Test
  void aListingThatGoesRoundInCirclesFails() {
    aws.then(groups("a", "token-1")).then(groups("b", "token-1"));

    assertThatThrownBy(() -> autoScaling.groups(List.of(AGENTS)))
        .isInstanceOfSatisfying(
            AwsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LISTING_BROKEN));
  }

  @Test
  void activitiesAreReadNewestFirstWithTheirFailures() {
    aws.then("autoscaling.DescribeScalingActivities.three.200.xml");

    ActivityHistory history = autoScaling.activities(AGENTS, 3);

    assertThat(history.olderLeftOut()).isTrue();
    assertThat(aws.onlyRequest())
        .containsEntry("MaxRecords", "3")
        .containsEntry("AutoScalingGroupName", "agents");
    List<ScalingActivity> three = history.newestFirst();
    assertThat(three)
        .extracting(activity -> activity.progress().code())
        .containsExactly("MidLifecycleAction", "Failed", "Successful");
    assertThat(three.get(0).progress().heldByHook()).isTrue();
    assertThat(three.get(0).progress().finished()).isFalse();
    assertThat(three.get(0).progress().percent()).isEqualTo(60);
    assertThat(three.get(0).progress().endedAt()).isEmpty();
    assertThat(three.get(0).terminating()).isTrue();
    assertThat(three.get(1).launchFailure()).contains(LaunchFailure.NO_CAPACITY);
    assertThat(three.get(1).instanceIds()).isEmpty();
    assertThat(three.get(1).place())
        .isEqualTo(
            new ActivityPlace(
                Optional.of(new Zone("us-east-1b")), Optional.of("subnet-0aaaaaaaaaaaaaaa2")));
    assertThat(three.get(2).instanceIds()).containsExactly(new InstanceId("i-0aaaaaaaaaaaaaaa1"));
    assertThat(three.get(2).launchFailure()).isEmpty();
    assertThat(three.get(2).progress().startedAt())
        .isEqualTo(Instant.parse("2026-11-22T07:00:06.913Z"));
    assertThat(three.get(2).progress().endedAt()).contains(Instant.parse("2026-11-22T07:00:38Z"));
  }

  @Test
  void activitiesArePagedUpToTheBound() {
    String three = Captures.handwritten("autoscaling.DescribeScalingActivities.three.200.xml");
    aws.then(Reply.of(200, three))
        .then(Reply.of(200, three.replace("opaque-token==", "another-token")));

    ActivityHistory history = autoScaling.activities(AGENTS, 5);

    assertThat(history.newestFirst()).hasSize(5);
    assertThat(history.olderLeftOut()).isTrue();
    assertThat(aws.requests())
        .extracting(request -> request.get("MaxRecords"))
        .containsExactly("5", "2");
    assertThat(aws.requests().get(1)).containsEntry("NextToken", "opaque-token==");
  }

  @Test
  void hooksAreRead() {
    aws.then(reply("emulator-deviates/autoscaling.DescribeLifecycleHooks.txt"))
        .then(reply("captured/autoscaling.DescribeLifecycleHooks.none.txt"));

    assertThat(autoScaling.lifecycleHooks(AGENTS))
        .containsExactly(
            new LifecycleHook("drain", true, Duration.ofMinutes(15), Duration.ofDays(2), true));
    assertThat(autoScaling.lifecycleHooks(AGENTS)).isEmpty();
    assertThat(aws.requests().get(0))
        .isEqualTo(Captures.request("captured/autoscaling.DescribeLifecycleHooks.none.txt"));
  }

  @Test
  void instanceRefreshesAreRead() {
    aws.then(
        result(
            "DescribeInstanceRefreshes",
            "<InstanceRefreshes><member><InstanceRefreshId>r-2</InstanceRefreshId>"
                + "<Status>Baking</Status></member><member><InstanceRefreshId>r-1"
                + "</InstanceRefreshId><Status>Successful</Status></member></InstanceRefreshes>"));

    assertThat(autoScaling.instanceRefreshes(AGENTS))
        .extracting(refresh -> refresh.underWay())
        .containsExactly(true, false);
  }

  @Test
  void desiredCapacityIsSetWithoutRegardToCooldown() {
    aws.then(reply("captured/autoscaling.SetDesiredCapacity.to-5.txt"));

    autoScaling.setDesiredCapacity(AGENTS, 5);

    assertThat(aws.onlyRequest())
        .isEqualTo(Captures.request("captured/autoscaling.SetDesiredCapacity.to-5.txt"));
    assertThat(aws.heads().get(0)).containsEntry("amz-sdk-request", "attempt=1; max=1");
  }

  @Test
  void aTerminationIsAcceptedWithItsActivity() {
    aws.then("autoscaling.TerminateInstanceInAutoScalingGroup.ok.200.xml");

    TerminationOutcome outcome = autoScaling.terminate(new InstanceId("i-3431068dee4cf00c1"), true);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            TerminationOutcome.Accepted.class,
            accepted -> {
              assertThat(accepted.activity().id())
                  .isEqualTo("c1a00000-0000-4000-8000-000000000003");
              assertThat(accepted.activity().instanceIds())
                  .containsExactly(new InstanceId("i-0aaaaaaaaaaaaaaa2"));
              assertThat(accepted.activity().place().zone()).contains(new Zone("us-east-1a"));
            });
    assertThat(aws.onlyRequest())
        .isEqualTo(
            Captures.request(
                "emulator-deviates/autoscaling.TerminateInstanceInAutoScalingGroup.decrement.txt"));
  }

  @Test
  void refusedTerminationsAreOutcomes() {
    aws.then("autoscaling.TerminateInstanceInAutoScalingGroup.min-size.400.xml")
        .then("autoscaling.TerminateInstanceInAutoScalingGroup.unknown-instance.400.xml")
        .then("autoscaling.SetDesiredCapacity.cooldown.400.xml");
    InstanceId id = new InstanceId("i-0000000000000dead");

    assertThat(autoScaling.terminate(id, true)).isInstanceOf(TerminationOutcome.AtMinimum.class);
    assertThat(autoScaling.terminate(id, true))
        .isInstanceOf(TerminationOutcome.UnknownInstance.class);
    assertThat(autoScaling.terminate(id, true)).isInstanceOf(TerminationOutcome.InProgress.class);
  }

  @Test
  void aTerminationThatAwsRefusesForAnotherReasonIsAnError() {
    for (String body :
        List.of(
            "autoscaling.SetDesiredCapacity.throttled.400.xml",
            "autoscaling.SetDesiredCapacity.contention.500.xml",
            "autoscaling.SetDesiredCapacity.denied.403.xml",
            "autoscaling.DetachInstances.not-a-member.400.xml")) {
      aws.then(body);
      assertThatThrownBy(() -> autoScaling.terminate(new InstanceId("i-0000000000000dead"), true))
          .isInstanceOf(AwsException.class);
    }
    assertThat(aws.requests()).hasSize(4);
  }

  @Test
  void protectionIsSentFiftyInstancesAtATime() {
    for (int call = 0; call < 3; call++) {
      aws.then(reply("captured/autoscaling.SetInstanceProtection.two.txt"));
    }
    autoScaling.setProtection(
        AGENTS,
        Set.of(new InstanceId("i-3431068dee4cf00c1"), new InstanceId("i-70b6df55955465122")),
        true);
    autoScaling.setProtection(
        AGENTS,
        IntStream.range(0, 51)
            .mapToObj(i -> new InstanceId("i-%017d".formatted(i)))
            .collect(java.util.stream.Collectors.toSet()),
        false);

    assertThat(aws.requests().get(0))
        .containsEntry("ProtectedFromScaleIn", "true")
        .containsEntry("InstanceIds.member.1", "i-3431068dee4cf00c1")
        .containsEntry("InstanceIds.member.2", "i-70b6df55955465122")
        .containsOnlyKeys(
            Captures.request("captured/autoscaling.SetInstanceProtection.two.txt").keySet());
    assertThat(aws.requests().get(1)).containsKey("InstanceIds.member.50");
    assertThat(aws.requests().get(2))
        .containsEntry("InstanceIds.member.1", "i-00000000000000050")
        .containsEntry("ProtectedFromScaleIn", "false");
  }

  @Test
  void processesAreSuspendedAndResumedByName() {
    aws.then(reply("captured/autoscaling.SuspendProcesses.two.txt"))
        .then(reply("captured/autoscaling.ResumeProcesses.one.txt"));

    autoScaling.suspend(
        AGENTS, Set.of(ScalingProcess.REPLACE_UNHEALTHY, ScalingProcess.AZ_REBALANCE));
    autoScaling.resume(AGENTS, Set.of(ScalingProcess.REPLACE_UNHEALTHY));

    assertThat(aws.requests())
        .containsExactly(
            Captures.request("captured/autoscaling.SuspendProcesses.two.txt"),
            Captures.request("captured/autoscaling.ResumeProcesses.one.txt"));
  }

  @Test
  void instancesGoToStandbyAndBack() {
    aws.then(reply("captured/autoscaling.EnterStandby.decrement.txt"))
        .then(reply("captured/autoscaling.ExitStandby.txt"));
    Set<InstanceId> ids = Set.of(new InstanceId("i-8bd7120577a08985d"));

    assertThat(only(autoScaling.enterStandby(AGENTS, ids, true)).instanceIds())
        .containsExactlyElementsOf(ids);
    assertThat(autoScaling.exitStandby(AGENTS, ids)).hasSize(1);

    assertThat(aws.requests())
        .containsExactly(
            Captures.request("captured/autoscaling.EnterStandby.decrement.txt"),
            Captures.request("captured/autoscaling.ExitStandby.txt"));
  }

  @Test
  void aHookIsCompletedAndProlongedByInstance() {
    aws.then("autoscaling.CompleteLifecycleAction.ok.200.xml")
        .then("autoscaling.RecordLifecycleActionHeartbeat.ok.200.xml");
    LifecycleAction action = action(Optional.empty());

    assertThat(autoScaling.completeLifecycleAction(action, HookResult.CONTINUE))
        .isEqualTo(HookOutcome.ACCEPTED);
    assertThat(autoScaling.recordHeartbeat(action)).isEqualTo(HookOutcome.ACCEPTED);

    assertThat(aws.requests())
        .containsExactly(
            Captures.request("emulator-deviates/autoscaling.CompleteLifecycleAction.txt"),
            Captures.request("emulator-deviates/autoscaling.RecordLifecycleActionHeartbeat.txt"));
  }

  @Test
  void aHookThatIsNoLongerActiveIsNoError() {
    aws.then("autoscaling.CompleteLifecycleAction.no-token.400.xml")
        .then("autoscaling.CompleteLifecycleAction.no-token.400.xml");
    LifecycleAction action = action(Optional.of("example-lifecycle-token"));

    assertThat(autoScaling.completeLifecycleAction(action, HookResult.ABANDON))
        .isEqualTo(HookOutcome.NOT_ACTIVE);
    assertThat(autoScaling.recordHeartbeat(action)).isEqualTo(HookOutcome.NOT_ACTIVE);
    assertThat(aws.requests().get(0))
        .containsEntry("LifecycleActionToken", "example-lifecycle-token")
        .containsEntry("LifecycleActionResult", "ABANDON");
  }

  @Test
  void tagsArePutAndDeleted() {
    aws.then(reply("captured/autoscaling.CreateOrUpdateTags.txt"))
        .then(withoutResult("DeleteTags"));

    autoScaling.putTags(AGENTS, List.of(new GroupTag("owner", "me", false)));
    autoScaling.deleteTags(AGENTS, Set.of("owner"));

    assertThat(aws.requests().get(0))
        .isEqualTo(Captures.request("captured/autoscaling.CreateOrUpdateTags.txt"));
    assertThat(aws.requests().get(1))
        .containsEntry("Action", "DeleteTags")
        .containsEntry("Tags.member.1.Key", "owner")
        .doesNotContainKey("Tags.member.1.Value");
  }

  @Test
  void onlyTheSettingsPresentAreChanged() {
    aws.then(withoutResult("UpdateAutoScalingGroup"));

    autoScaling.changeSettings(AGENTS, new GroupSettings(Optional.of(true), Optional.empty()));

    assertThat(aws.onlyRequest())
        .containsOnly(
            Map.entry("Action", "UpdateAutoScalingGroup"),
            Map.entry("Version", "2011-01-01"),
            Map.entry("AutoScalingGroupName", "agents"),
            Map.entry("NewInstancesProtectedFromScaleIn", "true"));
  }

  @Test
  void anOrderAnswersWithIds() {
    aws.then("autoscaling.LaunchInstances.ok.200.xml");

    LaunchOutcome outcome =
        autoScaling.launchInstances(
            new LaunchOrder(AGENTS, new Zone("us-east-1a"), 2, "example-client-token"));

    assertThat(outcome.instanceIds())
        .containsExactly(
            new InstanceId("i-0aaaaaaaaaaaaaaa1"), new InstanceId("i-0aaaaaaaaaaaaaaa2"));
    assertThat(outcome.refused()).isEmpty();
    assertThat(only(outcome.launched()).spot()).isFalse();
    assertThat(aws.onlyRequest())
        .containsOnly(
            Map.entry("Action", "LaunchInstances"),
            Map.entry("Version", "2011-01-01"),
            Map.entry("AutoScalingGroupName", "agents"),
            Map.entry("RequestedCapacity", "2"),
            Map.entry("ClientToken", "example-client-token"),
            Map.entry("AvailabilityZones.member.1", "us-east-1a"),
            Map.entry("RetryStrategy", "none"));
  }

  @Test
  void aStockOutIsAnAnswer() {
    aws.then("autoscaling.LaunchInstances.no-capacity.200.xml");

    LaunchOutcome outcome =
        autoScaling.launchInstances(
            new LaunchOrder(AGENTS, new Zone("us-east-1a"), 2, "example-client-token"));

    assertThat(outcome.instanceIds()).isEmpty();
    assertThat(only(outcome.refused()).failure()).isEqualTo(LaunchFailure.NO_CAPACITY);
    assertThat(only(outcome.refused()).code()).isEqualTo("InsufficientInstanceCapacity");
  }

  @Test
  void aGroupWithoutItsNumbersIsUnreadable() {
    aws.then(
        Reply.of(
            200,
            Captures.handwritten("autoscaling.DescribeAutoScalingGroups.all-states.200.xml")
                .replace("<DesiredCapacity>4</DesiredCapacity>", "")));

    AwsException e =
        catchThrowableOfType(AwsException.class, () -> autoScaling.groups(List.of(AGENTS)));

    assertThat(e.kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(e).hasMessageContaining("DesiredCapacity").hasMessageContaining("group agents");
  }

  private static LifecycleAction action(Optional<String> token) {
    return new LifecycleAction(AGENTS, "drain", new InstanceId("i-0000000000000dead"), token);
  }

  private static LaunchTemplateRef template(String version) {
    return new LaunchTemplateRef(
        Optional.of("lt-0aaaaaaaaaaaaaaaa"), Optional.of("agent-lt"), Optional.of(version));
  }

  private static MixedInstancesPolicy mixed(AutoScalingGroup group) {
    return ((LaunchSource.Mixed) group.description().launchSource()).policy();
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }

  private static Reply reply(String capture) {
    return Reply.of(200, Captures.reply(capture));
  }

  private static Reply groups(String name) {
    return groups(name, "");
  }

  private static Reply groups(String name, String nextToken) {
    return result(
        "DescribeAutoScalingGroups",
        "<AutoScalingGroups><member><AutoScalingGroupName>%s</AutoScalingGroupName><MinSize>0</MinSize><MaxSize>1</MaxSize><DesiredCapacity>0</DesiredCapacity><CreatedTime>2026-11-22T07:00:00Z</CreatedTime></member></AutoScalingGroups>%s"
            .formatted(
                name, nextToken.isEmpty() ? "" : "<NextToken>" + nextToken + "</NextToken>"));
  }

  private static Reply result(String action, String content) {
    return Reply.of(
        200,
        "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult><ResponseMetadata><RequestId>3f2d8c1e-5b7a-4c9d-8e21-0a1b2c3d4e5f</RequestId></ResponseMetadata></%1$sResponse>"
            .formatted(action, NAMESPACE, content));
  }

  private static Reply withoutResult(String action) {
    return Reply.of(
        200,
        "<%1$sResponse xmlns=\"%2$s\"><ResponseMetadata><RequestId>3f2d8c1e-5b7a-4c9d-8e21-0a1b2c3d4e5f</RequestId></ResponseMetadata></%1$sResponse>"
            .formatted(action, NAMESPACE));
  }
}

package dev.pacer.simulator.aws.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.AwsNotice;
import dev.pacer.cluster.aws.AwsNoticeReader;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupCapacity;
import dev.pacer.cluster.aws.GroupInstance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.GroupSettings;
import dev.pacer.cluster.aws.GroupTag;
import dev.pacer.cluster.aws.HookOutcome;
import dev.pacer.cluster.aws.HookResult;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.InstanceTypeFacts;
import dev.pacer.cluster.aws.LaunchFailure;
import dev.pacer.cluster.aws.LaunchOrder;
import dev.pacer.cluster.aws.LaunchOutcome;
import dev.pacer.cluster.aws.LaunchTemplateRef;
import dev.pacer.cluster.aws.LifecycleAction;
import dev.pacer.cluster.aws.LifecycleHook;
import dev.pacer.cluster.aws.LifecycleState;
import dev.pacer.cluster.aws.MessageQueue;
import dev.pacer.cluster.aws.QueueMessage;
import dev.pacer.cluster.aws.ScalingActivity;
import dev.pacer.cluster.aws.ScalingProcess;
import dev.pacer.cluster.aws.TerminationOutcome;
import dev.pacer.cluster.aws.Zone;
import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.autoscaling.HookChanges;
import dev.pacer.simulator.aws.events.NoticeKind;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the ports promise, whoever stands behind them. */
interface AutoScalingPortContract {

  GroupName AGENTS = new GroupName("agents");

  /** The world behind the ports: a group of m5.large, 1 to 6, three in service in three zones. */
  interface World {
    AutoScaling autoScaling();

    Ec2 ec2();

    /** The account's queue of that name. */
    MessageQueue queue(String name);

    void advance(long seconds);

    /** Does something to the simulator while nobody asks it. */
    void change(Consumer<TestAws> change);
  }

  World world();

  private AutoScalingGroup group() {
    return world().autoScaling().groups(List.of(AGENTS)).get(0);
  }

  private void fault(String operation, Fault fault) {
    world()
        .change(
            aws ->
                aws.faults.add(
                    FaultRules.Rule.always(
                        "contract", call -> call.operation().equals(operation), fault)));
  }

  private static void assertFails(AwsFailure.Kind kind, Runnable call) {
    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }

  @Test
  default void aGroupIsReadWithItsInstances() {
    AutoScalingGroup group = group();
    assertThat(group.capacity()).isEqualTo(new GroupCapacity(1, 6, 3));
    assertThat(group.description().placement().zones())
        .containsExactly(new Zone("us-east-1a"), new Zone("us-east-1b"), new Zone("us-east-1c"));
    assertThat(group.instances())
        .hasSize(3)
        .allMatch(GroupInstance::healthy)
        .allMatch(instance -> instance.state().equals(LifecycleState.IN_SERVICE))
        .allMatch(instance -> instance.type().equals(new InstanceType("m5.large")));
    assertThat(group.rules().defaultCooldown()).isEqualTo(Duration.ofMinutes(5));
    assertThat(group.rules().terminationPolicies()).containsExactly("Default");
    assertThat(group.description().life().createdAt()).isEqualTo(TestAws.START);
    assertThat(world().autoScaling().groups(List.of(new GroupName("nope")))).isEmpty();
    assertThat(world().autoScaling().groups(List.of())).isEmpty();
    assertThat(world().autoScaling().descriptions(List.of(AGENTS)))
        .containsExactly(group.description());
  }

  @Test
  default void desiredCapacityIsFollowedByArrivals() {
    world().autoScaling().setDesiredCapacity(AGENTS, 5);
    assertThat(group().capacity().desired()).isEqualTo(5);
    assertThat(group().instances()).hasSize(3);
    world().advance(16);
    assertThat(group().instances().stream().filter(i -> i.state().pending())).hasSize(2);
    world().advance(60);
    assertThat(group().inService()).hasSize(5);

    ScalingActivity activity = world().autoScaling().activities(AGENTS, 2).newestFirst().get(0);
    assertThat(activity.launching()).isTrue();
    assertThat(activity.progress().finished()).isTrue();
    assertThat(activity.instanceIds()).hasSize(1);
    assertThat(activity.place().zone()).isPresent();
    assertThat(activity.place().subnetId()).isPresent();
    assertThat(world().autoScaling().activities(AGENTS, 2).olderLeftOut()).isTrue();
    assertThat(world().autoScaling().activities(AGENTS, 5).olderLeftOut()).isFalse();
    assertThat(world().autoScaling().activities(new GroupName("nope"), 5).newestFirst()).isEmpty();
  }

  @Test
  default void refusalsHaveTheirKinds() {
    AutoScaling autoScaling = world().autoScaling();
    assertFails(AwsFailure.Kind.VALIDATION, () -> autoScaling.setDesiredCapacity(AGENTS, 7));
    assertFails(AwsFailure.Kind.VALIDATION, () -> autoScaling.setDesiredCapacity(AGENTS, 0));
    assertFails(
        AwsFailure.Kind.NOT_FOUND, () -> autoScaling.setDesiredCapacity(new GroupName("nope"), 1));
    assertFails(
        AwsFailure.Kind.VALIDATION,
        () ->
            autoScaling.setProtection(AGENTS, Set.of(new InstanceId("i-0000000000000dead")), true));
  }

  @Test
  default void terminationTellsItsOutcomesApart() {
    AutoScaling autoScaling = world().autoScaling();
    List<InstanceId> ids = group().instances().stream().map(GroupInstance::id).toList();
    TerminationOutcome accepted = autoScaling.terminate(ids.get(0), true);
    assertThat(accepted)
        .isInstanceOfSatisfying(
            TerminationOutcome.Accepted.class,
            it -> {
              assertThat(it.activity().instanceIds()).containsExactly(ids.get(0));
              assertThat(it.activity().progress().finished()).isFalse();
            });
    assertThat(autoScaling.terminate(ids.get(0), true))
        .isInstanceOf(TerminationOutcome.InProgress.class);
    autoScaling.terminate(ids.get(1), true);
    assertThat(autoScaling.terminate(ids.get(2), true))
        .isInstanceOf(TerminationOutcome.AtMinimum.class);
    assertThat(autoScaling.terminate(new InstanceId("i-0000000000000dead"), true))
        .isInstanceOf(TerminationOutcome.UnknownInstance.class);
    assertThat(group().capacity().desired()).isEqualTo(1);
    assertThat(group().instances().stream().filter(i -> i.state().leaving())).hasSize(2);
    world().advance(61);
    assertThat(group().instances()).hasSize(1);
  }

  @Test
  default void aTerminationWhoseAnswerIsLostMayHaveHappened() {
    InstanceId id = group().instances().get(0).id();
    fault("TerminateInstanceInAutoScalingGroup", new Fault.Drop(true));
    assertThat(world().autoScaling().terminate(id, true))
        .isInstanceOf(TerminationOutcome.LostReply.class);
    assertThat(group().capacity().desired()).isEqualTo(2);
  }

  @Test
  default void aCallThatIsCutBeforeItActsChangesNothingButNobodyKnows() {
    InstanceId id = group().instances().get(0).id();
    fault("TerminateInstanceInAutoScalingGroup", new Fault.Drop(false));
    assertThat(world().autoScaling().terminate(id, true))
        .isInstanceOf(TerminationOutcome.LostReply.class);
    assertThat(group().capacity().desired()).isEqualTo(3);
  }

  @Test
  default void faultsOfTheServiceHaveTheirKinds() {
    fault("SuspendProcesses", new Fault.Refuse(0, "ResourceContention", ""));
    assertFails(
        AwsFailure.Kind.CONTENTION,
        () -> world().autoScaling().suspend(AGENTS, Set.of(ScalingProcess.LAUNCH)));
    fault("SetDesiredCapacity", new Fault.Refuse(0, "Throttling", ""));
    assertFails(
        AwsFailure.Kind.THROTTLED, () -> world().autoScaling().setDesiredCapacity(AGENTS, 4));
    fault("ResumeProcesses", new Fault.Refuse(0, "", ""));
    assertFails(
        AwsFailure.Kind.SERVICE_FAILURE,
        () -> world().autoScaling().resume(AGENTS, Set.of(ScalingProcess.LAUNCH)));
    fault("DescribeInstanceTypes", new Fault.Garble(-1, "<html><body>proxy</body></html>"));
    assertFails(
        AwsFailure.Kind.UNREADABLE,
        () -> world().ec2().instanceTypes(List.of(new InstanceType("m5.large"))));
    world().change(aws -> aws.model.access().deny("*", "ec2:DescribeLaunchTemplateVersions"));
    assertFails(
        AwsFailure.Kind.DENIED,
        () ->
            world()
                .ec2()
                .launchTemplateVersion(
                    new LaunchTemplateRef(
                        Optional.empty(), Optional.of("agent"), Optional.empty())));
  }

  @Test
  default void standbyAndBack() {
    InstanceId id = group().instances().get(0).id();
    List<ScalingActivity> moved = world().autoScaling().enterStandby(AGENTS, Set.of(id), true);
    assertThat(moved).hasSize(1);
    world().advance(11);
    assertThat(group().findInstance(id).orElseThrow().state().standby()).isTrue();
    assertThat(group().capacity().desired()).isEqualTo(2);
    world().autoScaling().exitStandby(AGENTS, Set.of(id));
    world().advance(11);
    assertThat(group().inService()).hasSize(3);
  }

  @Test
  default void protectionSuspensionTagsAndSettings() {
    AutoScaling autoScaling = world().autoScaling();
    InstanceId id = group().instances().get(1).id();
    autoScaling.setProtection(AGENTS, Set.of(id), true);
    autoScaling.suspend(AGENTS, Set.of(ScalingProcess.AZ_REBALANCE));
    autoScaling.suspend(AGENTS, Set.of(ScalingProcess.AZ_REBALANCE));
    autoScaling.putTags(AGENTS, List.of(new GroupTag("pool", "blue", true)));
    autoScaling.changeSettings(AGENTS, new GroupSettings(Optional.of(true), Optional.empty()));

    AutoScalingGroup group = group();
    assertThat(group.findInstance(id).orElseThrow().protectedFromScaleIn()).isTrue();
    assertThat(group.rules().isSuspended(ScalingProcess.AZ_REBALANCE)).isTrue();
    assertThat(group.rules().suspended().get(ScalingProcess.AZ_REBALANCE))
        .startsWith("User suspended at 2026-01-05T08:");
    assertThat(group.description().findTag("pool")).contains("blue");
    assertThat(group.rules().newInstancesProtected()).isTrue();
    assertThat(group.capacity()).isEqualTo(new GroupCapacity(1, 6, 3));

    autoScaling.resume(AGENTS, Set.of(ScalingProcess.AZ_REBALANCE));
    autoScaling.deleteTags(AGENTS, Set.of("pool", "never-there"));
    assertThat(group().rules().suspended()).isEmpty();
    assertThat(group().description().tags()).isEmpty();
  }

  @Test
  default void aStockOutIsReadFromActivities() {
    world().change(aws -> aws.model.stock().sellOut("*", "*"));
    world().autoScaling().setDesiredCapacity(AGENTS, 4);
    world().advance(16);
    assertThat(
            world().autoScaling().activities(AGENTS, 3).newestFirst().stream()
                .flatMap(activity -> activity.launchFailure().stream()))
        .containsOnly(LaunchFailure.NO_CAPACITY);
  }

  @Test
  default void nothingIsHeldWhereThereAreNoHooks() {
    AutoScaling autoScaling = world().autoScaling();
    assertThat(autoScaling.lifecycleHooks(AGENTS)).isEmpty();
    assertThat(autoScaling.instanceRefreshes(AGENTS)).isEmpty();
    LifecycleAction action =
        new LifecycleAction(AGENTS, "drain", group().instances().get(0).id(), Optional.empty());
    assertThat(autoScaling.completeLifecycleAction(action, HookResult.CONTINUE))
        .isEqualTo(HookOutcome.NOT_ACTIVE);
    assertThat(autoScaling.recordHeartbeat(action)).isEqualTo(HookOutcome.NOT_ACTIVE);
  }

  /** The queue {@code hooks} of the account; a hook {@code drain} of the group tells it. */
  private MessageQueue hookedQueue() {
    world()
        .change(
            aws -> {
              String arn = aws.model.queues().create("hooks", Map.of()).arn();
              aws.model.notices().route(NoticeKind.SPOT_INTERRUPTION, "hooks");
              aws.model
                  .autoScaling()
                  .hooks()
                  .put(
                      "agents",
                      new HookChanges.Request(
                          "drain",
                          Optional.of(
                              dev.pacer.simulator.aws.autoscaling.LifecycleHook.Transition
                                  .TERMINATING),
                          Optional.of(Duration.ofMinutes(5)),
                          Optional.of(
                              dev.pacer.simulator.aws.autoscaling.LifecycleHook.Result.CONTINUE),
                          new dev.pacer.simulator.aws.autoscaling.LifecycleHook.Notice(
                              Optional.of(arn), Optional.empty(), Optional.of("pool blue"))));
            });
    return world().queue("hooks");
  }

  private static AwsNotice only(MessageQueue queue) {
    List<QueueMessage> messages = queue.receive(10, Duration.ZERO, Duration.ofSeconds(30));
    assertThat(messages).hasSize(1);
    queue.delete(messages);
    return AwsNoticeReader.read(messages.get(0));
  }

  @Test
  default void aHeldInstanceIsToldOfByTheQueueAndGoesOnWhenItIsCompleted() {
    MessageQueue queue = hookedQueue();
    AutoScaling autoScaling = world().autoScaling();
    assertThat(only(queue)).isEqualTo(new AwsNotice.Test());
    assertThat(autoScaling.lifecycleHooks(AGENTS))
        .containsExactly(
            new LifecycleHook("drain", true, Duration.ofMinutes(5), Duration.ofMinutes(500), true));

    InstanceId id = group().instances().get(0).id();
    autoScaling.terminate(id, true);
    world().advance(5);
    assertThat(group().findInstance(id).orElseThrow().state())
        .isEqualTo(new LifecycleState("Terminating:Wait"));
    AwsNotice notice = only(queue);
    assertThat(notice)
        .isInstanceOfSatisfying(
            AwsNotice.Held.class,
            held -> {
              assertThat(held.terminating()).isTrue();
              assertThat(held.action().instance()).isEqualTo(id);
              assertThat(held.action().hookName()).isEqualTo("drain");
              assertThat(held.metadata()).contains("pool blue");
            });
    LifecycleAction action = ((AwsNotice.Held) notice).action();
    world().advance(290);
    assertThat(autoScaling.recordHeartbeat(action)).isEqualTo(HookOutcome.ACCEPTED);
    world().advance(290);
    assertThat(group().findInstance(id)).isPresent();
    assertThat(autoScaling.completeLifecycleAction(action, HookResult.CONTINUE))
        .isEqualTo(HookOutcome.ACCEPTED);
    assertThat(autoScaling.completeLifecycleAction(action, HookResult.CONTINUE))
        .isEqualTo(HookOutcome.NOT_ACTIVE);
    world().advance(61);
    assertThat(group().findInstance(id)).isEmpty();
  }

  @Test
  default void messagesComeAgainUntilTheyAreDeleted() {
    MessageQueue queue = hookedQueue();
    List<QueueMessage> first = queue.receive(10, Duration.ZERO, Duration.ofSeconds(30));
    assertThat(first).hasSize(1);
    assertThat(queue.receive(10, Duration.ZERO, Duration.ofSeconds(30))).isEmpty();
    world().advance(30);
    List<QueueMessage> again = queue.receive(1, Duration.ZERO, Duration.ofSeconds(30));
    assertThat(again).extracting(QueueMessage::receptions).containsExactly(2);
    assertThat(again.get(0).id()).isEqualTo(first.get(0).id());
    queue.delete(again);
    queue.delete(again);
    world().advance(30);
    assertThat(queue.receive(10, Duration.ZERO, Duration.ZERO)).isEmpty();
    assertFails(
        AwsFailure.Kind.NOT_FOUND,
        () -> world().queue("nope").receive(1, Duration.ZERO, Duration.ZERO));
  }

  @Test
  default void aRefreshIsSeenUntilItIsOver() {
    world().change(aws -> aws.model.autoScaling().refreshes().start("agents", Optional.empty()));
    assertThat(world().autoScaling().instanceRefreshes(AGENTS))
        .singleElement()
        .satisfies(refresh -> assertThat(refresh.underWay()).isTrue());
    world().advance(1200);
    assertThat(world().autoScaling().instanceRefreshes(AGENTS))
        .singleElement()
        .satisfies(refresh -> assertThat(refresh.underWay()).isFalse());
  }

  @Test
  default void machinesAreOrderedInOneZoneOnceForEachToken() {
    AutoScaling autoScaling = world().autoScaling();
    LaunchOrder order = new LaunchOrder(AGENTS, new Zone("us-east-1b"), 2, "token-1");
    LaunchOutcome outcome = autoScaling.launchInstances(order);
    assertThat(outcome.instanceIds()).hasSize(2);
    assertThat(outcome.launched().get(0).zone()).isEqualTo(new Zone("us-east-1b"));
    assertThat(autoScaling.launchInstances(order)).isEqualTo(outcome);
    assertThat(group().capacity().desired()).isEqualTo(5);
    assertFails(
        AwsFailure.Kind.TOKEN_REUSED,
        () ->
            autoScaling.launchInstances(
                new LaunchOrder(AGENTS, new Zone("us-east-1b"), 1, "token-1")));
    assertFails(
        AwsFailure.Kind.VALIDATION,
        () ->
            autoScaling.launchInstances(
                new LaunchOrder(AGENTS, new Zone("us-east-1b"), 2, "token-2")));

    world().change(aws -> aws.model.stock().sellOut("*", "us-east-1a"));
    LaunchOutcome none =
        autoScaling.launchInstances(new LaunchOrder(AGENTS, new Zone("us-east-1a"), 1, "token-3"));
    assertThat(none.launched()).isEmpty();
    assertThat(none.refused())
        .extracting(LaunchOutcome.Refusal::failure)
        .containsExactly(LaunchFailure.NO_CAPACITY);
    assertThat(group().capacity().desired()).isEqualTo(5);
  }

  @Test
  default void machinesAreFoundByIdGroupAndAddress() {
    InstanceId id = group().instances().get(0).id();
    Ec2 ec2 = world().ec2();
    Ec2Instance machine = ec2.instances(List.of(id, new InstanceId("i-0000000000000dead"))).get(0);
    assertThat(machine.id()).isEqualTo(id);
    assertThat(machine.state().running()).isTrue();
    assertThat(machine.group()).contains(AGENTS);
    assertThat(machine.launchedAt()).isEqualTo(TestAws.START.plusSeconds(15));
    String address = machine.address().privateIp().orElseThrow();
    assertThat(ec2.instancesByPrivateIp(List.of(address, "10.9.9.9"))).containsExactly(machine);
    assertThat(ec2.instancesOfGroups(List.of(AGENTS))).hasSize(3).contains(machine);
    assertThat(ec2.instances(List.of())).isEmpty();

    world().autoScaling().terminate(id, true);
    assertThat(ec2.instances(List.of(id)).get(0).state().ending()).isTrue();
    world().advance(120);
    Ec2Instance gone = ec2.instances(List.of(id)).get(0);
    assertThat(gone.address().privateIp()).isEmpty();
    assertThat(ec2.instancesByPrivateIp(List.of(address))).isEmpty();
  }

  @Test
  default void typesAndTemplatesAreRead() {
    Ec2 ec2 = world().ec2();
    InstanceTypeFacts gpu = ec2.instanceTypes(List.of(new InstanceType("g4dn.12xlarge"))).get(0);
    assertThat(gpu.vcpus()).isEqualTo(48);
    assertThat(gpu.memoryMib()).isEqualTo(196_608);
    assertThat(gpu.gpuCount()).isEqualTo(4);
    assertThat(gpu.localStorageGb()).isEqualTo(900);
    assertThat(gpu.architectures()).containsExactly("x86_64");
    assertFails(
        AwsFailure.Kind.NOT_FOUND, () -> ec2.instanceTypes(List.of(new InstanceType("m99.huge"))));

    LaunchTemplateRef template =
        new LaunchTemplateRef(Optional.empty(), Optional.of("agent"), Optional.of("$Latest"));
    assertThat(ec2.launchTemplateVersion(template).instanceType())
        .contains(new InstanceType("m5.large"));
    assertFails(
        AwsFailure.Kind.NOT_FOUND,
        () ->
            ec2.launchTemplateVersion(
                new LaunchTemplateRef(Optional.empty(), Optional.of("agent"), Optional.of("7"))));
  }
}

package dev.pacer.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.aws.ActivityHistory;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.GroupInstance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.GroupSettings;
import dev.pacer.cluster.aws.GroupTag;
import dev.pacer.cluster.aws.HookOutcome;
import dev.pacer.cluster.aws.HookResult;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.LifecycleAction;
import dev.pacer.cluster.aws.LifecycleState;
import dev.pacer.cluster.aws.ScalingActivity;
import dev.pacer.cluster.aws.ScalingProcess;
import dev.pacer.cluster.aws.TerminationOutcome;
import dev.pacer.simulator.scenario.GroupSpec;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.Scenarios;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What holds of {@link dev.pacer.cluster.aws.AutoScaling} when it changes things. Every test has a
 * group of its own in {@link #scenario()}.
 */
public interface AutoScalingContract extends AutoScalingReadContract {

  /** Longer than any launch or termination takes. */
  Duration LONG_ENOUGH = Duration.ofMinutes(6);

  Awaiting awaiting();

  /** A cluster with the groups of these tests. */
  static Scenario scenario() {
    List<GroupSpec> groups =
        List.of(
            Scenarios.machinesOnly("quiet", 1, 2, 4),
            Scenarios.machinesOnly("growing", 1, 2, 4),
            Scenarios.machinesOnly("bounded", 1, 2, 4),
            Scenarios.machinesOnly("shrinking", 1, 2, 4),
            Scenarios.machinesOnly("replacing", 1, 2, 4),
            Scenarios.machinesOnly("minimal", 2, 2, 4),
            Scenarios.machinesOnly("protected", 1, 2, 4),
            Scenarios.machinesOnly("suspended", 1, 2, 4),
            Scenarios.machinesOnly("standby", 1, 2, 4),
            Scenarios.machinesOnly("tagged", 1, 2, 4),
            Scenarios.machinesOnly("settled", 1, 2, 4),
            Scenarios.machinesOnly("hooked", 1, 2, 4),
            Scenarios.machinesOnly("crowded", 0, 110, 120));
    return Scenarios.of(1, 1, groups, List.of());
  }

  @Override
  default GroupName quietGroup() {
    return new GroupName("quiet");
  }

  private AutoScalingGroup settled(GroupName name, int inService) {
    return awaiting()
        .until(
            "group %s has exactly %d instances, all in service".formatted(name, inService),
            LONG_ENOUGH,
            () -> group(name),
            group ->
                group.instances().size() == inService && group.inService().count() == inService);
  }

  private static Set<InstanceId> ids(AutoScalingGroup group) {
    return group.instances().stream().map(GroupInstance::id).collect(Collectors.toSet());
  }

  private static AwsFailure.Kind kindOf(Throwable failure) {
    return ((AwsException) failure).kind();
  }

  private List<ScalingActivity> activities(GroupName name, InstanceId about, boolean launching) {
    return autoScaling().activities(name, 50).newestFirst().stream()
        .filter(activity -> activity.instanceIds().contains(about))
        .filter(activity -> launching ? activity.launching() : activity.terminating())
        .toList();
  }

  @Test
  default void aRaisedDesiredCapacityBringsAnInstanceThatIsPendingBeforeItIsInService() {
    GroupName growing = new GroupName("growing");
    AutoScalingGroup before = settled(growing, 2);

    autoScaling().setDesiredCapacity(growing, 3);

    assertThat(group(growing).capacity().desired()).isEqualTo(3);
    AutoScalingGroup arriving =
        awaiting()
            .until(
                "a third instance shows",
                LONG_ENOUGH,
                () -> group(growing),
                group -> group.instances().size() == 3);
    GroupInstance added =
        arriving.instances().stream()
            .filter(instance -> before.findInstance(instance.id()).isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(added.state()).as("the state it first shows in").isEqualTo(LifecycleState.PENDING);
    settled(growing, 3);
    List<ScalingActivity> launches = activities(growing, added.id(), true);
    assertThat(launches).hasSize(1);
    assertThat(launches.get(0).progress().code()).isEqualTo("Successful");
    assertThat(launches.get(0).cause()).contains("from 2 to 3");
    assertThat(launches.get(0).launchFailure()).isEmpty();
  }

  @Test
  default void aDesiredCapacityOutsideTheBoundsIsRefusedAndChangesNothing() {
    GroupName bounded = new GroupName("bounded");
    for (int wrong : new int[] {0, 5}) {
      assertThatThrownBy(() -> autoScaling().setDesiredCapacity(bounded, wrong))
          .isInstanceOf(AwsException.class)
          .matches(failure -> kindOf(failure) == AwsFailure.Kind.VALIDATION)
          .hasMessageContaining(wrong == 0 ? "below min value" : "above max value");
    }
    assertThat(group(bounded).capacity().desired()).isEqualTo(2);
  }

  @Test
  default void aChangeOfAnUnknownGroupIsNotFound() {
    assertThatThrownBy(() -> autoScaling().setDesiredCapacity(NOBODY, 1))
        .isInstanceOf(AwsException.class)
        .matches(failure -> kindOf(failure) == AwsFailure.Kind.NOT_FOUND);
  }

  @Test
  default void terminatingWithDecrementTakesOneInstanceAndOneUnitForGood() {
    GroupName shrinking = new GroupName("shrinking");
    InstanceId victim = settled(shrinking, 2).instances().get(0).id();

    TerminationOutcome outcome = autoScaling().terminate(victim, true);

    assertThat(outcome).isInstanceOf(TerminationOutcome.Accepted.class);
    ScalingActivity activity = ((TerminationOutcome.Accepted) outcome).activity();
    assertThat(activity.terminating()).isTrue();
    assertThat(activity.instanceIds()).contains(victim);
    assertThat(group(shrinking).capacity().desired()).isEqualTo(1);
    assertThat(group(shrinking).findInstance(victim))
        .hasValueSatisfying(
            instance -> assertThat(instance.state()).isEqualTo(LifecycleState.TERMINATING));
    AutoScalingGroup after = settled(shrinking, 1);
    assertThat(after.findInstance(victim)).isEmpty();
    awaiting().pass(LONG_ENOUGH);
    assertThat(ids(group(shrinking))).isEqualTo(ids(after));
    assertThat(activities(shrinking, victim, false)).hasSize(1);
  }

  @Test
  default void terminatingWithoutDecrementBringsAnotherInstance() {
    GroupName replacing = new GroupName("replacing");
    AutoScalingGroup before = settled(replacing, 2);
    InstanceId victim = before.instances().get(0).id();

    assertThat(autoScaling().terminate(victim, false))
        .isInstanceOf(TerminationOutcome.Accepted.class);

    assertThat(group(replacing).capacity().desired()).isEqualTo(2);
    AutoScalingGroup after =
        awaiting()
            .until(
                "another instance stands in",
                LONG_ENOUGH,
                () -> group(replacing),
                group ->
                    group.instances().size() == 2
                        && group.inService().count() == 2
                        && group.findInstance(victim).isEmpty());
    assertThat(ids(after)).contains(before.instances().get(1).id());
  }

  @Test
  default void terminatingBelowTheMinimumIsRefusedAndChangesNothing() {
    GroupName minimal = new GroupName("minimal");
    AutoScalingGroup before = settled(minimal, 2);

    assertThat(autoScaling().terminate(before.instances().get(0).id(), true))
        .isInstanceOf(TerminationOutcome.AtMinimum.class);

    assertThat(group(minimal)).isEqualTo(before);
  }

  @Test
  default void terminatingAnInstanceOfNoGroupSaysSo() {
    assertThat(autoScaling().terminate(new InstanceId("i-0fa0000000000000f"), true))
        .isInstanceOf(TerminationOutcome.UnknownInstance.class);
  }

  @Test
  default void protectionSparesAnInstanceFromScaleInButNotFromTermination() {
    GroupName group = new GroupName("protected");
    AutoScalingGroup before = settled(group, 2);
    for (GroupInstance instance : before.instances()) {
      assertThat(instance.protectedFromScaleIn()).isFalse();
    }
    InstanceId spared = before.instances().get(0).id();

    autoScaling().setProtection(group, Set.of(spared), true);

    assertThat(group(group).findInstance(spared).orElseThrow().protectedFromScaleIn()).isTrue();
    autoScaling().setDesiredCapacity(group, 1);
    assertThat(ids(settled(group, 1))).containsExactly(spared);
    autoScaling().setProtection(group, Set.of(spared), false);
    assertThat(group(group).findInstance(spared).orElseThrow().protectedFromScaleIn()).isFalse();
    autoScaling().setProtection(group, Set.of(spared), true);
    assertThat(autoScaling().terminate(spared, false))
        .isInstanceOf(TerminationOutcome.Accepted.class);
  }

  @Test
  default void aSuspendedLaunchWaitsUntilItIsResumed() {
    GroupName suspended = new GroupName("suspended");
    settled(suspended, 2);
    autoScaling().suspend(suspended, Set.of(ScalingProcess.LAUNCH, ScalingProcess.AZ_REBALANCE));
    assertThat(group(suspended).rules().suspended().keySet())
        .containsExactlyInAnyOrder(ScalingProcess.LAUNCH, ScalingProcess.AZ_REBALANCE);

    autoScaling().setDesiredCapacity(suspended, 3);
    awaiting().pass(LONG_ENOUGH);

    assertThat(group(suspended).instances()).hasSize(2);
    assertThat(group(suspended).capacity().desired()).isEqualTo(3);
    autoScaling().resume(suspended, Set.of(ScalingProcess.LAUNCH));
    assertThat(group(suspended).rules().suspended().keySet())
        .containsExactly(ScalingProcess.AZ_REBALANCE);
    settled(suspended, 3);
  }

  @Test
  default void anInstanceInStandbyIsKeptAndComesBack() {
    GroupName standby = new GroupName("standby");
    AutoScalingGroup before = settled(standby, 2);
    InstanceId aside = before.instances().get(0).id();

    List<ScalingActivity> entering = autoScaling().enterStandby(standby, Set.of(aside), true);

    assertThat(entering).hasSize(1);
    assertThat(group(standby).capacity().desired()).isEqualTo(1);
    awaiting()
        .until(
            "it stands by",
            LONG_ENOUGH,
            () -> group(standby),
            group ->
                group
                    .findInstance(aside)
                    .map(instance -> instance.state().equals(LifecycleState.STANDBY))
                    .orElse(false));
    assertThat(autoScaling().exitStandby(standby, Set.of(aside))).hasSize(1);
    assertThat(group(standby).capacity().desired()).isEqualTo(2);
    assertThat(ids(settled(standby, 2))).isEqualTo(ids(before));
  }

  @Test
  default void tagsArePutChangedAndRemovedByKey() {
    GroupName tagged = new GroupName("tagged");

    autoScaling()
        .putTags(
            tagged,
            List.of(new GroupTag("team", "blue & <green>", true), new GroupTag("gone", "", false)));
    assertThat(group(tagged).description().tags())
        .contains(new GroupTag("team", "blue & <green>", true), new GroupTag("gone", "", false));
    autoScaling().putTags(tagged, List.of(new GroupTag("team", "red", false)));
    autoScaling().deleteTags(tagged, Set.of("gone", "never-was"));

    assertThat(group(tagged).description().tags()).contains(new GroupTag("team", "red", false));
    assertThat(group(tagged).description().findTag("gone")).isEmpty();
  }

  @Test
  default void newInstancesAreProtectedOnceTheGroupSaysSo() {
    GroupName settled = new GroupName("settled");
    AutoScalingGroup before = settled(settled, 2);

    autoScaling().changeSettings(settled, new GroupSettings(Optional.of(true), Optional.empty()));

    assertThat(group(settled).rules().newInstancesProtected()).isTrue();
    assertThat(group(settled).capacity()).isEqualTo(before.capacity());
    autoScaling().setDesiredCapacity(settled, 3);
    assertThat(settled(settled, 3).instances())
        .allSatisfy(
            instance ->
                assertThat(instance.protectedFromScaleIn())
                    .as("protection of %s", instance)
                    .isEqualTo(before.findInstance(instance.id()).isEmpty()));
  }

  @Test
  default void aGroupWithoutHooksHasNoOpenLifecycleAction() {
    GroupName hooked = new GroupName("hooked");
    InstanceId instance = settled(hooked, 2).instances().get(0).id();
    LifecycleAction action = new LifecycleAction(hooked, "no-hook", instance, Optional.empty());

    assertThat(autoScaling().lifecycleHooks(hooked)).isEmpty();
    assertThat(autoScaling().completeLifecycleAction(action, HookResult.CONTINUE))
        .isEqualTo(HookOutcome.NOT_ACTIVE);
    assertThat(autoScaling().recordHeartbeat(action)).isEqualTo(HookOutcome.NOT_ACTIVE);
    assertThat(autoScaling().instanceRefreshes(hooked)).isEmpty();
  }

  @Test
  default void aHistoryOfSeveralPagesIsReadToItsEnd() {
    GroupName crowded = new GroupName("crowded");
    AutoScalingGroup group = settled(crowded, 110);

    ActivityHistory history = autoScaling().activities(crowded, 200);

    assertThat(history.olderLeftOut()).isFalse();
    assertThat(history.newestFirst()).hasSize(110).doesNotHaveDuplicates();
    assertThat(
            history.newestFirst().stream()
                .flatMap(activity -> activity.instanceIds().stream())
                .collect(Collectors.toSet()))
        .isEqualTo(ids(group));
    ActivityHistory some = autoScaling().activities(crowded, 105);
    assertThat(some.newestFirst()).hasSize(105).isEqualTo(history.newestFirst().subList(0, 105));
    assertThat(some.olderLeftOut()).isTrue();
  }
}

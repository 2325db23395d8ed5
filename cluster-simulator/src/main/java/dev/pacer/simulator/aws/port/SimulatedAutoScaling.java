package dev.pacer.simulator.aws.port;

import dev.pacer.cluster.aws.ActivityHistory;
import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.GroupDescription;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.GroupSettings;
import dev.pacer.cluster.aws.GroupTag;
import dev.pacer.cluster.aws.HookOutcome;
import dev.pacer.cluster.aws.HookResult;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.InstanceRefresh;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.LaunchOrder;
import dev.pacer.cluster.aws.LaunchOutcome;
import dev.pacer.cluster.aws.LifecycleAction;
import dev.pacer.cluster.aws.LifecycleHook;
import dev.pacer.cluster.aws.ScalingActivity;
import dev.pacer.cluster.aws.ScalingProcess;
import dev.pacer.cluster.aws.TerminationOutcome;
import dev.pacer.cluster.aws.Zone;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.CallGate;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.autoscaling.Activity;
import dev.pacer.simulator.aws.autoscaling.AutoScalingModel;
import dev.pacer.simulator.aws.autoscaling.Group;
import dev.pacer.simulator.aws.autoscaling.GroupRequest;
import dev.pacer.simulator.aws.autoscaling.OrderedLaunches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Auto Scaling in-process, on the simulation's own thread. */
public final class SimulatedAutoScaling implements AutoScaling {

  private static final int NAMES_PER_CALL = 50;
  private static final int PROTECTED_PER_CALL = 50;
  private static final int STANDBY_PER_CALL = 20;

  private final AutoScalingModel model;
  private final PortCalls calls;

  public SimulatedAutoScaling(AwsModel aws, CallGate.Credentials credentials) {
    this.model = aws.autoScaling();
    this.calls = new PortCalls(aws, credentials, "autoscaling");
  }

  @Override
  public List<AutoScalingGroup> groups(Collection<GroupName> names) {
    return describe(names, GroupTranslation::group);
  }

  @Override
  public List<GroupDescription> descriptions(Collection<GroupName> names) {
    return describe(names, GroupTranslation::description);
  }

  private <T> List<T> describe(
      Collection<GroupName> names, Function<AutoScalingModel.Snapshot, T> translation) {
    List<T> all = new ArrayList<>();
    for (List<String> some :
        Portions.of(names.stream().map(GroupName::text).toList(), NAMES_PER_CALL)) {
      calls
          .read(
              "DescribeAutoScalingGroups",
              some.get(0),
              "groups " + some,
              asOf -> model.snapshots(some, asOf))
          .forEach(snapshot -> all.add(translation.apply(snapshot)));
    }
    return all;
  }

  @Override
  public ActivityHistory activities(GroupName group, int atMost) {
    if (atMost < 1) {
      throw new IllegalArgumentException("atMost must be at least 1, was " + atMost);
    }
    List<Activity.View> all =
        calls.read(
            "DescribeScalingActivities",
            group.text(),
            "group " + group,
            asOf -> model.newestActivities(group.text(), atMost + 1, asOf));
    return new ActivityHistory(
        all.stream().limit(atMost).map(GroupTranslation::activity).toList(), all.size() > atMost);
  }

  @Override
  public List<InstanceRefresh> instanceRefreshes(GroupName group) {
    return calls
        .read(
            "DescribeInstanceRefreshes",
            group.text(),
            "group " + group,
            asOf -> model.refreshes().of(require(group).name()))
        .stream()
        .map(refresh -> new InstanceRefresh(refresh.id(), refresh.status().text()))
        .toList();
  }

  @Override
  public List<LifecycleHook> lifecycleHooks(GroupName group) {
    return calls
        .read(
            "DescribeLifecycleHooks",
            group.text(),
            "group " + group,
            asOf -> require(group).hooksAt(asOf))
        .stream()
        .map(
            hook ->
                new LifecycleHook(
                    hook.name(),
                    hook.transition()
                        == dev.pacer.simulator.aws.autoscaling.LifecycleHook.Transition.TERMINATING,
                    hook.heartbeat(),
                    hook.globalTimeout(),
                    hook.byDefault()
                        == dev.pacer.simulator.aws.autoscaling.LifecycleHook.Result.CONTINUE))
        .toList();
  }

  private Group require(GroupName group) {
    return model
        .find(group.text())
        .orElseThrow(() -> AwsError.validation("AutoScalingGroup name not found - null"));
  }

  @Override
  public void setDesiredCapacity(GroupName group, int units) {
    if (units < 0) {
      throw new IllegalArgumentException("desired capacity must not be below 0, was " + units);
    }
    change(
        "SetDesiredCapacity", group, () -> model.groups().setDesired(group.text(), units, false));
  }

  private void change(String action, GroupName group, Runnable deed) {
    calls.change(
        action,
        group.text(),
        "group " + group,
        () -> {
          deed.run();
          return true;
        });
  }

  @Override
  public TerminationOutcome terminate(InstanceId instance, boolean decrement) {
    try {
      return new TerminationOutcome.Accepted(
          GroupTranslation.activity(
              calls.change(
                  "TerminateInstanceInAutoScalingGroup",
                  instance.text(),
                  "instance " + instance,
                  () -> model.members().terminate(instance.text(), decrement))));
    } catch (AwsException e) {
      AwsFailure failure = e.failure();
      if (failure.mayHaveBeenDone()) {
        return new TerminationOutcome.LostReply(failure);
      }
      if (failure.kind() == AwsFailure.Kind.SCALING_ACTIVITY_IN_PROGRESS) {
        return new TerminationOutcome.InProgress(failure.detail());
      }
      if (failure.detail().startsWith("Currently, desiredSize equals minSize")) {
        return new TerminationOutcome.AtMinimum(failure.detail());
      }
      if (failure.detail().startsWith("Instance Id not found")) {
        return new TerminationOutcome.UnknownInstance(failure.detail());
      }
      throw e;
    }
  }

  @Override
  public void setProtection(
      GroupName group, Set<InstanceId> instances, boolean protectedFromScaleIn) {
    for (List<String> some : Portions.of(texts(instances), PROTECTED_PER_CALL)) {
      change(
          "SetInstanceProtection",
          group,
          () -> model.members().protect(group.text(), some, protectedFromScaleIn));
    }
  }

  private static List<String> texts(Set<InstanceId> instances) {
    return instances.stream().sorted().map(InstanceId::text).toList();
  }

  @Override
  public void suspend(GroupName group, Set<ScalingProcess> processes) {
    if (!processes.isEmpty()) {
      change(
          "SuspendProcesses", group, () -> model.groups().suspend(group.text(), names(processes)));
    }
  }

  @Override
  public void resume(GroupName group, Set<ScalingProcess> processes) {
    if (!processes.isEmpty()) {
      change("ResumeProcesses", group, () -> model.groups().resume(group.text(), names(processes)));
    }
  }

  private static List<String> names(Set<ScalingProcess> processes) {
    return processes.stream().sorted().map(ScalingProcess::text).toList();
  }

  @Override
  public List<ScalingActivity> enterStandby(
      GroupName group, Set<InstanceId> instances, boolean decrement) {
    return moved(
        "EnterStandby",
        group,
        instances,
        some -> model.standby().enterStandby(group.text(), some, decrement));
  }

  @Override
  public List<ScalingActivity> exitStandby(GroupName group, Set<InstanceId> instances) {
    return moved(
        "ExitStandby", group, instances, some -> model.standby().exitStandby(group.text(), some));
  }

  private List<ScalingActivity> moved(
      String action,
      GroupName group,
      Set<InstanceId> instances,
      Function<List<String>, List<Activity.View>> deed) {
    List<ScalingActivity> begun = new ArrayList<>();
    for (List<String> some : Portions.of(texts(instances), STANDBY_PER_CALL)) {
      calls
          .change(action, group.text(), "group " + group, () -> deed.apply(some))
          .forEach(activity -> begun.add(GroupTranslation.activity(activity)));
    }
    return begun;
  }

  @Override
  public HookOutcome completeLifecycleAction(LifecycleAction action, HookResult result) {
    return onHook(
        "CompleteLifecycleAction",
        action,
        () ->
            model
                .hooks()
                .complete(
                    action.group().text(),
                    action.hookName(),
                    Optional.of(action.instance().text()),
                    action.token(),
                    dev.pacer.simulator.aws.autoscaling.LifecycleHook.Result.valueOf(
                        result.name())));
  }

  @Override
  public HookOutcome recordHeartbeat(LifecycleAction action) {
    return onHook(
        "RecordLifecycleActionHeartbeat",
        action,
        () ->
            model
                .hooks()
                .heartbeat(
                    action.group().text(),
                    action.hookName(),
                    Optional.of(action.instance().text()),
                    action.token()));
  }

  private HookOutcome onHook(String name, LifecycleAction action, Runnable deed) {
    try {
      change(name, action.group(), deed);
      return HookOutcome.ACCEPTED;
    } catch (AwsException e) {
      if (e.failure().detail().startsWith("No active Lifecycle Action found")) {
        return HookOutcome.NOT_ACTIVE;
      }
      throw e;
    }
  }

  @Override
  public void putTags(GroupName group, List<GroupTag> tags) {
    if (!tags.isEmpty()) {
      change(
          "CreateOrUpdateTags",
          group,
          () ->
              model
                  .tags()
                  .putTags(
                      group.text(),
                      tags.stream()
                          .map(
                              tag ->
                                  new dev.pacer.simulator.aws.autoscaling.GroupTag(
                                      tag.key(), tag.value(), tag.propagateAtLaunch()))
                          .toList()));
    }
  }

  @Override
  public void deleteTags(GroupName group, Set<String> keys) {
    if (!keys.isEmpty()) {
      change(
          "DeleteTags",
          group,
          () -> model.tags().deleteTags(group.text(), keys.stream().sorted().toList()));
    }
  }

  @Override
  public void changeSettings(GroupName group, GroupSettings settings) {
    GroupRequest.Rules rules =
        new GroupRequest.Rules(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            settings.newInstancesProtected(),
            settings.capacityRebalance());
    change(
        "UpdateAutoScalingGroup",
        group,
        () ->
            model
                .groups()
                .update(
                    group.text(),
                    new GroupRequest(
                        new GroupRequest.Size(
                            OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()),
                        Optional.empty(),
                        new GroupRequest.Place(List.of(), List.of(), Optional.empty()),
                        rules,
                        List.of(),
                        Tree.Fields.none())));
  }

  @Override
  public LaunchOutcome launchInstances(LaunchOrder order) {
    OrderedLaunches.Outcome outcome =
        calls.change(
            "LaunchInstances",
            order.group().text(),
            "group " + order.group(),
            () ->
                model
                    .orders()
                    .launch(
                        new OrderedLaunches.Order(
                            order.group().text(),
                            order.units(),
                            Optional.of(order.zone().text()),
                            Optional.empty(),
                            order.clientToken(),
                            false)));
    return new LaunchOutcome(
        outcome.batches().stream()
            .map(
                batch ->
                    new LaunchOutcome.Batch(
                        new InstanceType(batch.type()),
                        new Zone(batch.zone()),
                        Optional.of(batch.subnetId()),
                        batch.spot(),
                        batch.ids().stream().map(InstanceId::new).toList()))
            .toList(),
        outcome.refused().stream()
            .map(
                refused ->
                    new LaunchOutcome.Refusal(
                        Optional.of(new InstanceType(refused.type())),
                        Optional.of(new Zone(refused.zone())),
                        refused.code(),
                        refused.message()))
            .toList());
  }
}

package dev.pacer.cluster.aws.sdk;

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
import dev.pacer.cluster.aws.LaunchOrder;
import dev.pacer.cluster.aws.LaunchOutcome;
import dev.pacer.cluster.aws.LifecycleAction;
import dev.pacer.cluster.aws.LifecycleHook;
import dev.pacer.cluster.aws.ScalingActivity;
import dev.pacer.cluster.aws.ScalingProcess;
import dev.pacer.cluster.aws.TerminationOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.RetryStrategy;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/**
 * Auto Scaling through the AWS SDK.
 *
 * <p>It has two clients: one that repeats reads, and one that sends every change once.
 */
final class SdkAutoScaling implements AutoScaling {
  private static final int PROTECTED_PER_CALL = 50;
  private static final int STANDBY_PER_CALL = 20;
  private static final String GROUP_RESOURCE = "auto-scaling-group";

  private final GroupListings listings;
  private final AutoScalingClient changing;
  private final AwsCalls calls = new AwsCalls("autoscaling");

  /** The second client must never repeat a call. */
  SdkAutoScaling(AutoScalingClient reading, AutoScalingClient changing) {
    this.listings = new GroupListings(reading, calls);
    this.changing = changing;
  }

  @Override
  public List<AutoScalingGroup> groups(Collection<GroupName> names) {
    return listings.groups(names);
  }

  @Override
  public List<GroupDescription> descriptions(Collection<GroupName> names) {
    return listings.descriptions(names);
  }

  @Override
  public ActivityHistory activities(GroupName group, int atMost) {
    return listings.activities(group, atMost);
  }

  @Override
  public List<InstanceRefresh> instanceRefreshes(GroupName group) {
    return listings.instanceRefreshes(group);
  }

  @Override
  public List<LifecycleHook> lifecycleHooks(GroupName group) {
    return listings.lifecycleHooks(group);
  }

  @Override
  public void setDesiredCapacity(GroupName group, int units) {
    if (units < 0) {
      throw new IllegalArgumentException("desired capacity must not be below 0, was " + units);
    }
    calls.change(
        "SetDesiredCapacity",
        "group %s to %d".formatted(group, units),
        () ->
            changing.setDesiredCapacity(
                request ->
                    request
                        .autoScalingGroupName(group.text())
                        .desiredCapacity(units)
                        .honorCooldown(false)));
  }

  @Override
  public TerminationOutcome terminate(InstanceId instance, boolean decrement) {
    try {
      return calls.change(
          "TerminateInstanceInAutoScalingGroup",
          "instance " + instance,
          () ->
              changing.terminateInstanceInAutoScalingGroup(
                  request ->
                      request
                          .instanceId(instance.text())
                          .shouldDecrementDesiredCapacity(decrement)),
          reply ->
              new TerminationOutcome.Accepted(
                  ActivityReading.activity(Required.require("the activity", reply.activity()))));
    } catch (AwsException e) {
      return TerminationReading.refused(e);
    }
  }

  @Override
  public void setProtection(
      GroupName group, Set<InstanceId> instances, boolean protectedFromScaleIn) {
    for (List<InstanceId> some : Chunks.of(instances, PROTECTED_PER_CALL)) {
      calls.change(
          "SetInstanceProtection",
          "group %s, %s".formatted(group, Chunks.describe("instance", some)),
          () ->
              changing.setInstanceProtection(
                  request ->
                      request
                          .autoScalingGroupName(group.text())
                          .instanceIds(Chunks.texts(some, InstanceId::text))
                          .protectedFromScaleIn(protectedFromScaleIn)));
    }
  }

  @Override
  public void suspend(GroupName group, Set<ScalingProcess> processes) {
    changeProcesses(
        "SuspendProcesses",
        group,
        processes,
        names ->
            changing.suspendProcesses(
                request -> request.autoScalingGroupName(group.text()).scalingProcesses(names)));
  }

  @Override
  public void resume(GroupName group, Set<ScalingProcess> processes) {
    changeProcesses(
        "ResumeProcesses",
        group,
        processes,
        names ->
            changing.resumeProcesses(
                request -> request.autoScalingGroupName(group.text()).scalingProcesses(names)));
  }

  private <R extends AwsResponse> void changeProcesses(
      String action,
      GroupName group,
      Set<ScalingProcess> processes,
      Function<List<String>, R> call) {
    // Without any name AWS would take all processes.
    if (!processes.isEmpty()) {
      List<String> names = processes.stream().sorted().map(ScalingProcess::text).toList();
      calls.change(
          action,
          "group %s, %s".formatted(group, String.join(" ", names)),
          () -> call.apply(names));
    }
  }

  @Override
  public List<ScalingActivity> enterStandby(
      GroupName group, Set<InstanceId> instances, boolean decrement) {
    return moveStandby(
        "EnterStandby",
        group,
        instances,
        ids ->
            changing.enterStandby(
                request ->
                    request
                        .autoScalingGroupName(group.text())
                        .instanceIds(ids)
                        .shouldDecrementDesiredCapacity(decrement)),
        reply -> reply.activities().stream().map(ActivityReading::activity).toList());
  }

  @Override
  public List<ScalingActivity> exitStandby(GroupName group, Set<InstanceId> instances) {
    return moveStandby(
        "ExitStandby",
        group,
        instances,
        ids ->
            changing.exitStandby(
                request -> request.autoScalingGroupName(group.text()).instanceIds(ids)),
        reply -> reply.activities().stream().map(ActivityReading::activity).toList());
  }

  private <R extends AwsResponse> List<ScalingActivity> moveStandby(
      String action,
      GroupName group,
      Set<InstanceId> instances,
      Function<List<String>, R> call,
      Function<R, List<ScalingActivity>> reading) {
    List<ScalingActivity> activities = new ArrayList<>();
    for (List<InstanceId> some : Chunks.of(instances, STANDBY_PER_CALL)) {
      activities.addAll(
          calls.change(
              action,
              "group %s, %s".formatted(group, Chunks.describe("instance", some)),
              () -> call.apply(Chunks.texts(some, InstanceId::text)),
              reading));
    }
    return activities;
  }

  @Override
  public HookOutcome completeLifecycleAction(LifecycleAction action, HookResult result) {
    return onHook(
        "CompleteLifecycleAction",
        action,
        () ->
            changing.completeLifecycleAction(
                request ->
                    request
                        .autoScalingGroupName(action.group().text())
                        .lifecycleHookName(action.hookName())
                        .instanceId(action.instance().text())
                        .lifecycleActionToken(action.token().orElse(null))
                        .lifecycleActionResult(result.name())));
  }

  @Override
  public HookOutcome recordHeartbeat(LifecycleAction action) {
    return onHook(
        "RecordLifecycleActionHeartbeat",
        action,
        () ->
            changing.recordLifecycleActionHeartbeat(
                request ->
                    request
                        .autoScalingGroupName(action.group().text())
                        .lifecycleHookName(action.hookName())
                        .instanceId(action.instance().text())
                        .lifecycleActionToken(action.token().orElse(null))));
  }

  private <R extends AwsResponse> HookOutcome onHook(
      String name, LifecycleAction action, Supplier<R> call) {
    try {
      calls.change(
          name,
          "group %s, hook %s, instance %s"
              .formatted(action.group(), action.hookName(), action.instance()),
          call);
      return HookOutcome.ACCEPTED;
    } catch (AwsException e) {
      if (e.kind() == AwsFailure.Kind.VALIDATION
          && e.failure().detail().startsWith("No active Lifecycle Action found")) {
        return HookOutcome.NOT_ACTIVE;
      }
      throw e;
    }
  }

  @Override
  public void putTags(GroupName group, List<GroupTag> tags) {
    if (!tags.isEmpty()) {
      List<Tag> sent =
          tags.stream()
              .map(
                  tag ->
                      tag(group, tag.key()).toBuilder()
                          .value(tag.value())
                          .propagateAtLaunch(tag.propagateAtLaunch())
                          .build())
              .toList();
      calls.change(
          "CreateOrUpdateTags",
          "group " + group,
          () -> changing.createOrUpdateTags(request -> request.tags(sent)));
    }
  }

  @Override
  public void deleteTags(GroupName group, Set<String> keys) {
    if (!keys.isEmpty()) {
      List<Tag> sent = keys.stream().sorted().map(key -> tag(group, key)).toList();
      calls.change(
          "DeleteTags", "group " + group, () -> changing.deleteTags(request -> request.tags(sent)));
    }
  }

  private static Tag tag(GroupName group, String key) {
    return Tag.builder().resourceId(group.text()).resourceType(GROUP_RESOURCE).key(key).build();
  }

  @Override
  public void changeSettings(GroupName group, GroupSettings settings) {
    calls.change(
        "UpdateAutoScalingGroup",
        "group " + group,
        () ->
            changing.updateAutoScalingGroup(
                request ->
                    request
                        .autoScalingGroupName(group.text())
                        .newInstancesProtectedFromScaleIn(
                            settings.newInstancesProtected().orElse(null))
                        .capacityRebalance(settings.capacityRebalance().orElse(null))));
  }

  @Override
  public LaunchOutcome launchInstances(LaunchOrder order) {
    return calls.change(
        "LaunchInstances",
        "group %s, %d in %s".formatted(order.group(), order.units(), order.zone()),
        () ->
            changing.launchInstances(
                request ->
                    request
                        .autoScalingGroupName(order.group().text())
                        .requestedCapacity(order.units())
                        .availabilityZones(order.zone().text())
                        .clientToken(order.clientToken())
                        .retryStrategy(RetryStrategy.NONE)),
        ActivityReading::launch);
  }
}

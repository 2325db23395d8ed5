package dev.pacer.cluster.aws;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Auto Scaling of one account and region.
 *
 * <p>Every change is asynchronous: a call that returns was accepted, and what follows must be
 * observed. Every failure is an {@link AwsException}. A call that changes something is sent once.
 * Lists are complete or the call fails. No names means no groups, never all of them.
 */
public interface AutoScaling {

  /** The named groups with their instances; a group that AWS does not know is not in the answer. */
  List<AutoScalingGroup> groups(Collection<GroupName> names);

  /** As {@link #groups}, without instances: cheaper, and less throttled. */
  List<GroupDescription> descriptions(Collection<GroupName> names);

  /** The newest activities of a group, at most so many; none for an unknown group. */
  ActivityHistory activities(GroupName group, int atMost);

  /** The rolling replacements of a group that AWS still remembers, newest first. */
  List<InstanceRefresh> instanceRefreshes(GroupName group);

  List<LifecycleHook> lifecycleHooks(GroupName group);

  /**
   * Sets the desired capacity, absolute and in capacity units, without regard to cooldown. There is
   * no compare-and-set: the last writer wins.
   *
   * @throws AwsException of kind VALIDATION outside of min and max, NOT_FOUND for an unknown group,
   *     SCALING_ACTIVITY_IN_PROGRESS or CONTENTION when something else changes the group
   */
  void setDesiredCapacity(GroupName group, int units);

  /**
   * Terminates one instance, whatever its protection; with {@code decrement} desired capacity falls
   * with it, else the group replaces it. Not idempotent.
   */
  TerminationOutcome terminate(InstanceId instance, boolean decrement);

  /**
   * Changes scale-in protection of instances that are in service or standby, all or fail midway.
   */
  void setProtection(GroupName group, Set<InstanceId> instances, boolean protectedFromScaleIn);

  /** Suspends the named processes; suspending again is harmless. */
  void suspend(GroupName group, Set<ScalingProcess> processes);

  /** Resumes the named processes; resuming again is harmless. */
  void resume(GroupName group, Set<ScalingProcess> processes);

  /** Takes instances out of service but keeps them; not idempotent with {@code decrement}. */
  List<ScalingActivity> enterStandby(GroupName group, Set<InstanceId> instances, boolean decrement);

  /** Puts instances back into service, which raises desired capacity. */
  List<ScalingActivity> exitStandby(GroupName group, Set<InstanceId> instances);

  /** Ends the wait of an instance held by a hook. */
  HookOutcome completeLifecycleAction(LifecycleAction action, HookResult result);

  /** Restarts the timeout of an instance held by a hook. */
  HookOutcome recordHeartbeat(LifecycleAction action);

  /** Adds tags to a group, or changes those of the same key. */
  void putTags(GroupName group, List<GroupTag> tags);

  /** Removes tags by key; a key that is not there is fine. */
  void deleteTags(GroupName group, Set<String> keys);

  /** Changes the settings that are present. */
  void changeSettings(GroupName group, GroupSettings settings);

  /**
   * Launches instances in one zone and waits for their ids; safe to repeat with the same token. Its
   * effect on desired capacity after a failed launch is not documented.
   */
  LaunchOutcome launchInstances(LaunchOrder order);
}

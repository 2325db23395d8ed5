package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.events.TreeJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What users ask of lifecycle hooks and of members that are held. */
public final class HookChanges {

  private static final int MOST_HOOKS = 50;
  private static final Duration USUAL_HEARTBEAT = Duration.ofHours(1);

  /** What Put asks for; what is absent is left to the defaults or as it was. */
  public record Request(
      String name,
      Optional<LifecycleHook.Transition> transition,
      Optional<Duration> heartbeat,
      Optional<LifecycleHook.Result> byDefault,
      LifecycleHook.Notice notice) {}

  private final World world;
  private final Groups groups;
  private final Holds holds;

  HookChanges(World world, Groups groups, Holds holds) {
    this.world = world;
    this.groups = groups;
    this.holds = holds;
  }

  /** Creates or changes a hook; one with a target sends a test message there at once. */
  public void put(String groupName, Request request) {
    Group group = groups.require(groupName);
    Optional<LifecycleHook> before = find(group, request.name());
    LifecycleHook hook =
        new LifecycleHook(
            request.name(),
            request
                .transition()
                .or(() -> before.map(LifecycleHook::transition))
                .orElseThrow(
                    () ->
                        AwsError.validation(
                            "You must specify a lifecycle transition when creating a lifecycle"
                                + " hook.")),
            request
                .heartbeat()
                .or(() -> before.map(LifecycleHook::heartbeat))
                .orElse(USUAL_HEARTBEAT),
            request
                .byDefault()
                .or(() -> before.map(LifecycleHook::byDefault))
                .orElse(LifecycleHook.Result.ABANDON),
            merged(request.notice(), before.map(LifecycleHook::notice)));
    refuseDeafTarget(hook);
    List<LifecycleHook> hooks = new ArrayList<>(group.hooks());
    hooks.removeIf(old -> old.name().equals(hook.name()));
    if (hooks.size() >= MOST_HOOKS) {
      throw new AwsError(
          400, "LimitExceeded", "The limit of lifecycle hooks of a group has been reached");
    }
    hooks.add(hook);
    group.hooks(world.now(), hooks);
    world.record("put hook %s on %s".formatted(hook.name(), groupName));
    hook.notice().targetArn().ifPresent(arn -> world.post(arn, test(group)));
  }

  private static LifecycleHook.Notice merged(
      LifecycleHook.Notice asked, Optional<LifecycleHook.Notice> before) {
    LifecycleHook.Notice old = before.orElse(LifecycleHook.Notice.NONE);
    return new LifecycleHook.Notice(
        asked.targetArn().or(old::targetArn),
        asked.roleArn().or(old::roleArn),
        asked.metadata().or(old::metadata));
  }

  private void refuseDeafTarget(LifecycleHook hook) {
    hook.notice()
        .targetArn()
        .filter(arn -> !world.reaches(arn))
        .ifPresent(
            arn -> {
              throw AwsError.validation(
                  "Unable to publish test message to notification target %s using IAM role %s."
                          .formatted(arn, hook.notice().roleArn().orElse("null"))
                      + " Please check your target and role configuration and try to put"
                      + " lifecycle hook again.");
            });
  }

  private String test(Group group) {
    Map<String, Tree> body = new LinkedHashMap<>();
    body.put("AccountId", new Tree.Text(world.account().number()));
    body.put("RequestId", new Tree.Text(world.ids().uuid().toString()));
    body.put("AutoScalingGroupARN", new Tree.Text(group.arn()));
    body.put("AutoScalingGroupName", new Tree.Text(group.name()));
    body.put("Service", new Tree.Text("AWS Auto Scaling"));
    body.put("Event", new Tree.Text("autoscaling:TEST_NOTIFICATION"));
    body.put("Time", new Tree.Text(world.now().toString()));
    return TreeJson.write(new Tree.Fields(body));
  }

  /** Deletes a hook and ends what it holds. */
  public void delete(String groupName, String hookName) {
    Group group = groups.require(groupName);
    LifecycleHook hook = find(group, hookName).orElseThrow(() -> noHook(hookName));
    List<LifecycleHook> hooks = new ArrayList<>(group.hooks());
    hooks.remove(hook);
    group.hooks(world.now(), hooks);
    world.record("deleted hook %s of %s".formatted(hookName, groupName));
    holds.finishAll(group, hook);
  }

  private static Optional<LifecycleHook> find(Group group, String name) {
    return group.hooks().stream().filter(hook -> hook.name().equals(name)).findFirst();
  }

  private static AwsError noHook(String name) {
    return AwsError.validation("No Lifecycle Hook found with name: " + name);
  }

  /** Ends the wait of a member, named by the token of the notice or by its id. */
  public void complete(
      String groupName,
      String hookName,
      Optional<String> instanceId,
      Optional<String> token,
      LifecycleHook.Result result) {
    Group group = groups.require(groupName);
    if (!holds.complete(group, hookName, instanceId, token, result)) {
      throw noAction(instanceId, token);
    }
  }

  /** Restarts the timeout of a held member. */
  public void heartbeat(
      String groupName, String hookName, Optional<String> instanceId, Optional<String> token) {
    Group group = groups.require(groupName);
    if (!holds.heartbeat(group, hookName, instanceId, token)) {
      throw noAction(instanceId, token);
    }
  }

  private static AwsError noAction(Optional<String> instanceId, Optional<String> token) {
    return AwsError.validation(
        "No active Lifecycle Action found with %s %s"
            .formatted(
                token.isPresent() ? "token" : "instance ID",
                token.or(() -> instanceId).orElse("null")));
  }
}

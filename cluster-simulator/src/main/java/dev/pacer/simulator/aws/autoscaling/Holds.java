package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.events.TreeJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Holds members for hooks. All hooks of a transition hold at once; the member goes on when the last
 * has let go, or when one abandons.
 */
final class Holds {

  /** How a hold ended: by what result, and in which words an activity tells of it. */
  record Ending(LifecycleHook.Result result, String why) {}

  /** A held member, and what follows. */
  private record Held(
      Group group, Member member, List<HeldAction> actions, Consumer<Ending> then) {}

  private final World world;
  private final Map<String, Held> byInstance = new LinkedHashMap<>();

  Holds(World world) {
    this.world = world;
  }

  /** Whether the group has a hook for that transition. */
  static boolean wanted(Group group, LifecycleHook.Transition transition) {
    return group.hooks().stream().anyMatch(hook -> hook.transition() == transition);
  }

  /**
   * Holds a member for every hook of the transition, of which there must be one, and tells of it.
   */
  void hold(
      Group group, Member member, LifecycleHook.Transition transition, Consumer<Ending> then) {
    Held held = new Held(group, member, new ArrayList<>(), then);
    byInstance.put(member.id(), held);
    for (LifecycleHook hook : group.hooks()) {
      if (hook.transition() == transition) {
        HeldAction action =
            new HeldAction(
                hook, world.ids().uuid().toString(), world.simulation().in(hook.globalTimeout()));
        held.actions().add(action);
        restart(held, action);
        tell(held, action);
      }
    }
  }

  private void restart(Held held, HeldAction action) {
    Instant end = world.simulation().in(action.hook().heartbeat());
    action.endsBy(
        world
            .simulation()
            .at(
                end.isBefore(action.lastEnd()) ? end : action.lastEnd(),
                () -> timeOut(held, action)));
  }

  private void timeOut(Held held, HeldAction action) {
    world.record(
        "hook %s of %s timed out for %s"
            .formatted(action.hook().name(), held.group().name(), held.member().id()));
    end(held, action, action.hook().byDefault(), "Heartbeat Timeout");
  }

  private void tell(Held held, HeldAction action) {
    LifecycleHook hook = action.hook();
    Map<String, Tree> detail = new LinkedHashMap<>();
    detail.put("LifecycleActionToken", new Tree.Text(action.token()));
    detail.put("AutoScalingGroupName", new Tree.Text(held.group().name()));
    detail.put("LifecycleHookName", new Tree.Text(hook.name()));
    detail.put("EC2InstanceId", new Tree.Text(held.member().id()));
    detail.put("LifecycleTransition", new Tree.Text(hook.transition().text()));
    hook.notice()
        .metadata()
        .ifPresent(words -> detail.put("NotificationMetadata", new Tree.Text(words)));
    detail.put("Origin", new Tree.Text(hook.transition().origin()));
    detail.put("Destination", new Tree.Text(hook.transition().destination()));
    hook.notice().targetArn().ifPresent(arn -> world.post(arn, flat(detail)));
    world
        .messages()
        .notices()
        .send(hook.transition().noticeKind(), held.group().arn(), new Tree.Fields(detail));
  }

  private String flat(Map<String, Tree> detail) {
    Map<String, Tree> body = new LinkedHashMap<>(detail);
    body.put("AccountId", new Tree.Text(world.account().number()));
    body.put("RequestId", new Tree.Text(world.ids().uuid().toString()));
    body.put("Service", new Tree.Text("AWS Auto Scaling"));
    body.put("Time", new Tree.Text(world.now().toString()));
    return TreeJson.write(new Tree.Fields(body));
  }

  /** The action that a caller means by its token or, without one, by the instance. */
  private static Optional<HeldAction> meant(Held held, String hookName, Optional<String> token) {
    return held.actions().stream()
        .filter(action -> action.hook().name().equals(hookName))
        .filter(action -> token.map(action.token()::equals).orElse(true))
        .findFirst();
  }

  private Optional<Held> find(Group group, Optional<String> instanceId, Optional<String> token) {
    return byInstance.values().stream()
        .filter(held -> held.group() == group)
        .filter(held -> instanceId.map(held.member().id()::equals).orElse(token.isPresent()))
        .filter(
            held ->
                token.isEmpty()
                    || held.actions().stream().anyMatch(it -> token.get().equals(it.token())))
        .findFirst();
  }

  /** Ends a hold; false when there is none. */
  boolean complete(
      Group group,
      String hookName,
      Optional<String> instanceId,
      Optional<String> token,
      LifecycleHook.Result result) {
    Optional<Held> held = find(group, instanceId, token);
    Optional<HeldAction> action = held.flatMap(it -> meant(it, hookName, token));
    action.ifPresent(
        it ->
            end(
                held.orElseThrow(),
                it,
                result,
                "Lifecycle Action Completed with %s Result".formatted(result)));
    return action.isPresent();
  }

  /** Restarts the timeout of a hold, which never goes beyond its last end; false: there is none. */
  boolean heartbeat(
      Group group, String hookName, Optional<String> instanceId, Optional<String> token) {
    Optional<Held> held = find(group, instanceId, token);
    Optional<HeldAction> action = held.flatMap(it -> meant(it, hookName, token));
    action.ifPresent(it -> restart(held.orElseThrow(), it));
    return action.isPresent();
  }

  /** Ends all holds of a hook that goes: launches are abandoned, terminations go on. */
  void finishAll(Group group, LifecycleHook hook) {
    LifecycleHook.Result result =
        hook.transition() == LifecycleHook.Transition.LAUNCHING
            ? LifecycleHook.Result.ABANDON
            : LifecycleHook.Result.CONTINUE;
    for (Held held : List.copyOf(byInstance.values())) {
      if (held.group() == group) {
        meant(held, hook.name(), Optional.empty())
            .ifPresent(action -> end(held, action, result, "Lifecycle Hook Deleted"));
      }
    }
  }

  /** Forgets what holds a member; nothing follows. */
  void drop(Member member) {
    Held held = byInstance.remove(member.id());
    if (held != null) {
      held.actions().forEach(HeldAction::cancel);
    }
  }

  /** Lets a held member go on at once, whatever its hooks say. */
  void release(Member member) {
    Held held = byInstance.get(member.id());
    if (held != null) {
      drop(member);
      held.then().accept(new Ending(LifecycleHook.Result.CONTINUE, "Group Deleted"));
    }
  }

  private void end(Held held, HeldAction action, LifecycleHook.Result result, String how) {
    action.cancel();
    held.actions().remove(action);
    world.record(
        "hook %s of %s let go of %s: %s"
            .formatted(action.hook().name(), held.group().name(), held.member().id(), result));
    if (result == LifecycleHook.Result.ABANDON || held.actions().isEmpty()) {
      drop(held.member());
      held.then()
          .accept(
              new Ending(
                  result,
                  ("Instance failed to complete user's Lifecycle Action: Lifecycle Action with"
                          + " token %s was abandoned: %s")
                      .formatted(action.token(), how)));
    }
  }
}

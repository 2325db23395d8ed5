package dev.pacer.simulator.aws.autoscaling;

import java.time.Duration;
import java.util.function.Consumer;

/** Brings members into service, from {@code Pending} on, past the launch hooks of their group. */
final class Arrivals {

  /** What to do with a member whose launch a hook abandoned. */
  @FunctionalInterface
  interface Abandonment {
    void abandoned(Group group, Member member);
  }

  private final World world;
  private final Activities activities;
  private final Holds holds;
  private final Consumer<Group> settled;
  private final Abandonment abandonment;

  /** Calls {@code settled} with the group whenever a member has come into service. */
  Arrivals(
      World world,
      Activities activities,
      Holds holds,
      Consumer<Group> settled,
      Abandonment abandonment) {
    this.world = world;
    this.activities = activities;
    this.holds = holds;
    this.settled = settled;
    this.abandonment = abandonment;
  }

  /** Lets a pending member arrive after a delay, with the activity that tells of it. */
  void expect(Group group, Member member, Activity activity, Duration delay) {
    member.arrivesBy(activity);
    world.after(delay, () -> arrive(group, member, activity));
  }

  private void arrive(Group group, Member member, Activity activity) {
    if (member.state() != LifecycleState.PENDING || !underWay(member, activity)) {
      return;
    }
    if (!Holds.wanted(group, LifecycleHook.Transition.LAUNCHING)) {
      serve(group, member, activity);
      return;
    }
    become(group, member, LifecycleState.PENDING_WAIT);
    activities.hold(activity, Activity.Code.MID_LIFECYCLE_ACTION);
    holds.hold(
        group,
        member,
        LifecycleHook.Transition.LAUNCHING,
        ending -> letIn(group, member, activity, ending));
  }

  private static boolean underWay(Member member, Activity activity) {
    return member.instance().now().state().alive() && member.arriving().orElse(null) == activity;
  }

  private void letIn(Group group, Member member, Activity activity, Holds.Ending ending) {
    if (ending.result() == LifecycleHook.Result.ABANDON) {
      activities.cancel(activity, ending.why());
      member.arrivesBy(null);
      abandonment.abandoned(group, member);
      return;
    }
    become(group, member, LifecycleState.PENDING_PROCEED);
    activities.hold(activity, Activity.Code.PRE_IN_SERVICE);
    world.after(
        world.drawn(group, delays -> delays.shortStep()),
        () -> {
          if (member.state() == LifecycleState.PENDING_PROCEED && underWay(member, activity)) {
            serve(group, member, activity);
          }
        });
  }

  private void serve(Group group, Member member, Activity activity) {
    become(group, member, LifecycleState.IN_SERVICE);
    if (group.now().rules().newInstancesProtected()) {
      member.protect(world.now(), true);
    }
    activities.finish(activity, Activity.Code.SUCCESSFUL);
    member.arrivesBy(null);
    settled.accept(group);
  }

  /** Moves a member on, and tells of it. */
  void become(Group group, Member member, LifecycleState next) {
    member.become(world.now(), next);
    world.record("%s of %s is %s".formatted(member.id(), group.name(), next.text()));
  }
}

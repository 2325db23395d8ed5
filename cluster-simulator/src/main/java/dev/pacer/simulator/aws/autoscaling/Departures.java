package dev.pacer.simulator.aws.autoscaling;

import java.util.Optional;
import java.util.function.Consumer;

/** Takes members out of their groups, past the termination hooks that hold their machines. */
final class Departures {

  /** A hook holds after so small a part of a short step: the state before it can be seen. */
  private static final int HOOK_SHARE = 5;

  private final World world;
  private final Activities activities;
  private final Holds holds;
  private final Arrivals arrivals;
  private final Consumer<Group> settled;

  /** Calls {@code settled} with the group whenever a member has left. */
  Departures(
      World world, Activities activities, Holds holds, Arrivals arrivals, Consumer<Group> settled) {
    this.world = world;
    this.activities = activities;
    this.holds = holds;
    this.arrivals = arrivals;
    this.settled = settled;
  }

  /** Begins to terminate a member. */
  Activity terminate(Group group, Member member, String cause) {
    cancelArrival(member);
    arrivals.become(group, member, LifecycleState.TERMINATING);
    Activity activity =
        activities.begin(
            group,
            "Terminating EC2 instance: " + member.id(),
            cause,
            member.now().zone(),
            subnet(member),
            Activity.Code.IN_PROGRESS,
            0);
    if (Holds.wanted(group, LifecycleHook.Transition.TERMINATING) && !group.now().deleting()) {
      world.after(
          world.drawn(group, delays -> delays.shortStep()).dividedBy(HOOK_SHARE),
          () -> hold(group, member, activity));
    } else {
      end(group, member, activity);
    }
    return activity;
  }

  private void hold(Group group, Member member, Activity activity) {
    if (group.now().deleting() || !Holds.wanted(group, LifecycleHook.Transition.TERMINATING)) {
      end(group, member, activity);
      return;
    }
    arrivals.become(group, member, LifecycleState.TERMINATING_WAIT);
    activities.hold(activity, Activity.Code.MID_LIFECYCLE_ACTION);
    holds.hold(
        group,
        member,
        LifecycleHook.Transition.TERMINATING,
        ending -> {
          arrivals.become(group, member, LifecycleState.TERMINATING_PROCEED);
          activities.hold(activity, Activity.Code.IN_PROGRESS);
          end(group, member, activity);
        });
  }

  /** Ends the machine, and the membership some time later. */
  private void end(Group group, Member member, Activity activity) {
    world
        .machines()
        .instances()
        .terminate(
            member.instance(),
            world.delays().apply(group.name()),
            "User initiated (" + world.now() + ")");
    world.after(
        world.drawn(group, delays -> delays.terminating()),
        () -> leave(group, member, LifecycleState.TERMINATED, activity));
  }

  /** Lets a member that a termination hook holds go at once, as its group is being deleted. */
  void release(Member member) {
    holds.release(member);
  }

  private void cancelArrival(Member member) {
    member.arriving().ifPresent(arriving -> activities.finish(arriving, Activity.Code.CANCELLED));
    member.arrivesBy(null);
    holds.drop(member);
  }

  /** Begins to detach a member, whose machine goes on without a group. */
  Activity detach(Group group, Member member, String cause) {
    arrivals.become(group, member, LifecycleState.DETACHING);
    Activity activity =
        activities.begin(
            group,
            "Detaching EC2 instance: " + member.id(),
            cause,
            member.now().zone(),
            subnet(member),
            Activity.Code.IN_PROGRESS,
            50);
    world.after(
        world.drawn(group, delays -> delays.shortStep()),
        () -> leave(group, member, LifecycleState.DETACHED, activity));
    return activity;
  }

  private void leave(Group group, Member member, LifecycleState last, Activity activity) {
    arrivals.become(group, member, last);
    group.remove(member, world.now());
    if (last == LifecycleState.DETACHED) {
      MemberTags.remove(world.machines().instances(), member.instance());
    }
    activities.finish(activity, Activity.Code.SUCCESSFUL);
    settled.accept(group);
  }

  static Optional<String> subnet(Member member) {
    return Optional.of(member.instance().now().origin().subnet().id());
  }
}

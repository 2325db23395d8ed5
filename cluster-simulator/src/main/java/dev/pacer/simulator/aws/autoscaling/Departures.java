package dev.pacer.simulator.aws.autoscaling;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes members out of their groups. Termination hooks will stand between the beginning and the end
 * of the machine here.
 */
final class Departures {

  private final World world;
  private final Activities activities;
  private final Arrivals arrivals;
  private final Consumer<Group> settled;

  /** Calls {@code settled} with the group whenever a member has left. */
  Departures(World world, Activities activities, Arrivals arrivals, Consumer<Group> settled) {
    this.world = world;
    this.activities = activities;
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
    return activity;
  }

  private void cancelArrival(Member member) {
    member.arriving().ifPresent(arriving -> activities.finish(arriving, Activity.Code.CANCELLED));
    member.arrivesBy(null);
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

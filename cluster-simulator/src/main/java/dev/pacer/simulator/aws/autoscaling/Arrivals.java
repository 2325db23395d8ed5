package dev.pacer.simulator.aws.autoscaling;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Brings members into service, from {@code Pending} on. Launch hooks will stand in the way here.
 */
final class Arrivals {

  private final World world;
  private final Activities activities;
  private final Consumer<Group> settled;

  /** Calls {@code settled} with the group whenever a member has come into service. */
  Arrivals(World world, Activities activities, Consumer<Group> settled) {
    this.world = world;
    this.activities = activities;
    this.settled = settled;
  }

  /** Lets a pending member arrive after a delay, with the activity that tells of it. */
  void expect(Group group, Member member, Activity activity, Duration delay) {
    member.arrivesBy(activity);
    world.after(delay, () -> arrive(group, member, activity));
  }

  private void arrive(Group group, Member member, Activity activity) {
    if (member.state() != LifecycleState.PENDING
        || !member.instance().now().state().alive()
        || member.arriving().orElse(null) != activity) {
      return;
    }
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

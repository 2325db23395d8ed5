package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import java.time.Instant;
import java.util.Optional;

/** Writes the histories of groups. */
final class Activities {

  private record Place(String zone, Optional<String> subnetId) {}

  private final World world;

  Activities(World world) {
    this.world = world;
  }

  /** Begins an activity about a place, which is written down at once. */
  Activity begin(
      Group group,
      String description,
      String cause,
      String zone,
      Optional<String> subnetId,
      Activity.Code code,
      int percent) {
    return add(
        group,
        description,
        cause,
        new Place(zone, subnetId),
        progress(code, percent, Optional.empty()));
  }

  /** Writes down something that failed at once, with the reason in AWS's two places. */
  Activity failed(
      Group group,
      String what,
      String cause,
      String zone,
      Optional<String> subnetId,
      String reason) {
    return add(
        group,
        what + ".  Status Reason: " + reason,
        cause,
        new Place(zone, subnetId),
        progress(Activity.Code.FAILED, 100, Optional.of(reason)));
  }

  private Activity.Progress progress(Activity.Code code, int percent, Optional<String> message) {
    Instant now = world.now();
    return new Activity.Progress(
        code, percent, now, code.last() ? Optional.of(now) : Optional.empty(), message);
  }

  private Activity add(
      Group group, String description, String cause, Place place, Activity.Progress progress) {
    Activity activity =
        new Activity(
            new Activity.View(
                world.ids().uuid().toString(),
                group.name(),
                group.arn(),
                description,
                cause,
                place.zone(),
                place.subnetId(),
                progress),
            world.now());
    group.add(activity, world.now());
    world.record(
        "activity %s of %s: %s %s"
            .formatted(activity.now().id(), group.name(), progress.code().text(), description));
    return activity;
  }

  /** Ends an activity, unless it has ended. */
  void finish(Activity activity, Activity.Code code) {
    if (!activity.finished()) {
      activity.progress(world.now(), code, 100);
      world.record("activity %s ended: %s".formatted(activity.now().id(), code.text()));
    }
  }

  /** Says that a hook holds the member it is about, or no longer does. */
  void hold(Activity activity, Activity.Code code) {
    if (!activity.finished()) {
      activity.progress(world.now(), code, activity.now().progress().percent());
    }
  }

  /** Ends an activity that comes to nothing, and says why. */
  void cancel(Activity activity, String why) {
    if (!activity.finished()) {
      activity.progress(world.now(), Activity.Code.CANCELLED, 100, Optional.of(why));
      world.record("activity %s was cancelled: %s".formatted(activity.now().id(), why));
    }
  }

  /** AWS's answer when an activity stands in the way. */
  static AwsError blocks(Activity activity) {
    return new AwsError(
        400,
        "ScalingActivityInProgress",
        "Scaling activity %s is in progress and blocks this action".formatted(activity.now().id()));
  }
}

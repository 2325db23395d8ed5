package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.kernel.Simulation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What users ask of a whole group. */
public final class GroupChanges {

  private static final int MOST_GROUPS = 500;

  private final World world;
  private final Groups groups;
  private final Evaluation evaluation;
  private final HealthChecks health;
  private final RequestedPlaces places;

  GroupChanges(World world, Groups groups, Evaluation evaluation, HealthChecks health) {
    this.world = world;
    this.groups = groups;
    this.evaluation = evaluation;
    this.health = health;
    this.places = new RequestedPlaces(world.machines().network());
  }

  /** Creates a group, which begins to launch after the usual delay. */
  public Group create(String name, GroupRequest request) {
    if (groups.find(name).isPresent()) {
      throw new AwsError(
          400,
          "AlreadyExists",
          "AutoScalingGroup by this name already exists - A group with the name %s already exists"
              .formatted(name));
    }
    if (groups.all().size() >= MOST_GROUPS) {
      throw new AwsError(400, "LimitExceeded", "The limit of Auto Scaling groups has been reached");
    }
    LaunchSource source =
        request
            .source()
            .orElseThrow(
                () ->
                    AwsError.validation(
                        "Valid requests must contain either LaunchTemplate,"
                            + " LaunchConfigurationName, InstanceId or MixedInstancesPolicy"
                            + " parameter."));
    int min = request.size().min().orElseThrow(() -> missing("minSize"));
    int max = request.size().max().orElseThrow(() -> missing("maxSize"));
    Capacity capacity = checked(min, max, request.size().desired().orElse(min));
    Placement placement = places.ofNewGroup(request.place());
    String arn =
        world
            .account()
            .arn(
                "autoscaling",
                "autoScalingGroup:%s:autoScalingGroupName/%s".formatted(world.ids().uuid(), name));
    Group group =
        new Group(
            name,
            arn,
            world.now(),
            new GroupProperties(
                capacity,
                placement,
                source,
                request.rules().over(GroupRules.USUAL),
                request.tags(),
                Optional.empty(),
                request.kept()));
    groups.add(group);
    world.record("created group %s %s in %s".formatted(name, capacity, placement.zones()));
    if (capacity.desired() > 0) {
      group.explain(Causes.created(world.now(), capacity.desired()));
      evaluation.wake(group);
    }
    return group;
  }

  private static AwsError missing(String what) {
    return AwsError.validation(
        "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must"
                .formatted(what)
            + " not be null");
  }

  private static Capacity checked(int min, int max, int desired) {
    if (min < 0) {
      throw AwsError.validation(
          "1 validation error detected: Value '%d' at 'minSize' failed to satisfy constraint:"
                  .formatted(min)
              + " Member must have value greater than or equal to 0");
    }
    if (max < min) {
      throw AwsError.validation(
          "Max bound, %d, must be greater than or equal to min bound, %d".formatted(max, min));
    }
    if (desired < min || desired > max) {
      throw AwsError.validation(
          "Desired capacity:%d must be between the specified min size:%d and max size:%d"
              .formatted(desired, min, max));
    }
    return new Capacity(min, max, desired);
  }

  /** Changes what the request names, and nothing else. */
  public void update(String name, GroupRequest request) {
    Group group = requireLiving(name);
    Capacity before = group.now().capacity();
    int min = request.size().min().orElse(before.min());
    int max = request.size().max().orElse(before.max());
    int desired =
        request
            .size()
            .desired()
            .orElse(Math.max(Math.min(before.desired(), max), Math.min(min, max)));
    Capacity after = checked(min, max, desired);
    Placement placement = places.changed(group.now().placement(), request.place());
    group.change(
        world.now(),
        properties ->
            properties
                .withCapacity(after)
                .withPlacement(placement)
                .withRules(request.rules().over(properties.rules()))
                .withKept(properties.kept().overlaidWith(request.kept())));
    request
        .source()
        .ifPresent(
            source -> group.change(world.now(), properties -> properties.withSource(source)));
    world.record("updated group %s to %s".formatted(name, after));
    if (after.desired() != before.desired()) {
      group.explain(Causes.updated(world.now(), after, before.desired()));
    }
    evaluation.wakeIfUneven(group);
  }

  /** Sets desired capacity, absolute. */
  public void setDesired(String name, int units, boolean honorCooldown) {
    Group group = requireLiving(name);
    Capacity before = group.now().capacity();
    if (units > before.max()) {
      throw AwsError.validation(
          "New SetDesiredCapacity value %d is above max value %d for the AutoScalingGroup."
              .formatted(units, before.max()));
    }
    if (units < before.min()) {
      throw AwsError.validation(
          "New SetDesiredCapacity value %d is below min value %d for the AutoScalingGroup."
              .formatted(units, before.min()));
    }
    if (honorCooldown) {
      refuseDuringCooldown(group);
    }
    group.change(world.now(), properties -> properties.withCapacity(before.withDesired(units)));
    world.record("desired capacity of %s is %d, was %d".formatted(name, units, before.desired()));
    if (units != before.desired()) {
      group.explain(Causes.desired(world.now(), before.desired(), units));
    }
    if (units != group.countedUnits()) {
      evaluation.wake(group);
    }
  }

  private void refuseDuringCooldown(Group group) {
    Optional<Activity> open = group.activityInProgress();
    if (open.isPresent()) {
      throw Activities.blocks(open.get());
    }
    Simulation simulation = world.simulation();
    for (Activity activity : group.activities()) {
      Activity.Progress progress = activity.now().progress();
      if (progress.code() == Activity.Code.SUCCESSFUL && progress.end().isPresent()) {
        Instant over =
            progress.end().get().plus(simulation.scaled(group.now().rules().defaultCooldown()));
        if (world.now().isBefore(over)) {
          throw Activities.blocks(activity);
        }
      }
    }
  }

  /** Deletes a group; with force also one that still has members. */
  public void delete(String name, boolean force) {
    Group group =
        groups
            .find(name)
            .orElseThrow(
                () ->
                    AwsError.validation(
                        "AutoScalingGroup name not found - AutoScalingGroup '%s' not found"
                            .formatted(name)));
    boolean occupied = group.members().stream().anyMatch(member -> !member.state().leaving());
    if (!force && occupied) {
      throw new AwsError(
          400,
          "ResourceInUse",
          "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance"
              + " request(s) still in the group.");
    }
    if (!force && group.activityInProgress().isPresent()) {
      throw new AwsError(
          400,
          "ScalingActivityInProgress",
          "You cannot delete an AutoScalingGroup while there are scaling activities in progress for"
              + " that group.");
    }
    group.change(
        world.now(),
        properties ->
            properties.withCapacity(new Capacity(0, 0, 0)).withStatus("Delete in progress"));
    world.record("deleting group %s%s".formatted(name, force ? " with all its members" : ""));
    evaluation.dissolve(group);
  }

  /** Suspends the named processes, or all of them when none is named. */
  public void suspend(String name, List<String> processes) {
    Group group = requireLiving(name);
    Map<String, String> suspended = new LinkedHashMap<>(group.now().suspended());
    String reason = "User suspended at " + world.now().truncatedTo(ChronoUnit.SECONDS);
    for (ScalingProcess process : named(processes)) {
      suspended.putIfAbsent(process.text(), reason);
    }
    group.change(world.now(), properties -> properties.withSuspended(suspended));
    world.record("suspended of %s: %s".formatted(name, suspended.keySet()));
  }

  /** Resumes the named processes, or all of them when none is named. */
  public void resume(String name, List<String> processes) {
    Group group = requireLiving(name);
    Map<String, String> suspended = new LinkedHashMap<>(group.now().suspended());
    named(processes).forEach(process -> suspended.remove(process.text()));
    group.change(world.now(), properties -> properties.withSuspended(suspended));
    world.record("suspended of %s: %s".formatted(name, suspended.keySet()));
    health.lookAgain(group);
    evaluation.wake(group);
  }

  private static List<ScalingProcess> named(List<String> names) {
    return names.isEmpty()
        ? List.of(ScalingProcess.values())
        : names.stream().map(ScalingProcess::require).toList();
  }

  private Group requireLiving(String name) {
    Group group = groups.require(name);
    if (group.now().deleting()) {
      throw new AwsError(
          400,
          "ScalingActivityInProgress",
          "AutoScalingGroup %s is being deleted.".formatted(name));
    }
    return group;
  }
}

package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Instance refresh: replaces all members that were there when it began, a few at a time, so that
 * the wanted share of the group stays in service. It terminates whom it likes, protected or not on
 * standby.
 */
public final class Refreshes {

  private static final int USUAL_HEALTHY_PERCENT = 90;
  private static final int REMEMBERED = 100;

  private final World world;
  private final Groups groups;
  private final Evaluation evaluation;
  private final Map<String, List<Refresh>> byGroup = new HashMap<>();

  Refreshes(World world, Groups groups, Evaluation evaluation) {
    this.world = world;
    this.groups = groups;
    this.evaluation = evaluation;
  }

  /** Those of a group that are remembered, newest first. */
  public List<Refresh> of(String group) {
    return List.copyOf(byGroup.getOrDefault(group, List.of()));
  }

  /**
   * Begins a refresh.
   *
   * @throws AwsError when one is under way
   */
  public Refresh start(String groupName, Optional<Integer> minHealthyPercent) {
    Group group = groups.require(groupName);
    if (underWay(groupName).isPresent()) {
      throw new AwsError(
          400,
          "InstanceRefreshInProgress",
          "An Instance Refresh is already in progress and blocks the execution of this Instance"
              + " Refresh.");
    }
    int healthy = minHealthyPercent.orElse(USUAL_HEALTHY_PERCENT);
    if (healthy < 0 || healthy > 100) {
      throw AwsError.validation(
          "MinHealthyPercentage must be between 0 and 100, was %d.".formatted(healthy));
    }
    Refresh refresh =
        new Refresh(
            world.ids().uuid().toString(),
            world.now(),
            healthy,
            group.members().stream()
                .filter(member -> member.state().counts())
                .map(Member::id)
                .toList());
    List<Refresh> all = byGroup.computeIfAbsent(groupName, name -> new ArrayList<>());
    all.add(0, refresh);
    if (all.size() > REMEMBERED) {
      all.remove(REMEMBERED);
    }
    world.record("instance refresh %s of %s began".formatted(refresh.id(), groupName));
    stepLater(group, refresh);
    return refresh;
  }

  /**
   * Ends a refresh; what was replaced stays replaced.
   *
   * @throws AwsError when none is under way
   */
  public Refresh cancel(String groupName) {
    groups.require(groupName);
    Refresh refresh =
        underWay(groupName)
            .orElseThrow(
                () ->
                    new AwsError(
                        400,
                        "ActiveInstanceRefreshNotFound",
                        "No in progress or pending Instance Refresh found for Auto Scaling group "
                            + groupName));
    end(groupName, refresh, Refresh.Status.CANCELLED);
    return refresh;
  }

  private Optional<Refresh> underWay(String group) {
    return of(group).stream().filter(refresh -> !refresh.status().last()).findFirst();
  }

  private void end(String group, Refresh refresh, Refresh.Status status) {
    refresh.become(status, world.now());
    world.record("instance refresh %s of %s is %s".formatted(refresh.id(), group, status.text()));
  }

  private void stepLater(Group group, Refresh refresh) {
    world.after(world.drawn(group, delays -> delays.request()), () -> step(group, refresh));
  }

  private void step(Group group, Refresh refresh) {
    if (refresh.status().last() || group.now().deleting()) {
      return;
    }
    refresh.become(Refresh.Status.IN_PROGRESS, world.now());
    Set<String> present = new HashSet<>();
    for (Member member : group.members()) {
      if (member.state().counts()) {
        present.add(member.id());
      }
    }
    refresh.keepOnly(present);
    long serving =
        group.members().stream()
            .filter(member -> member.state() == LifecycleState.IN_SERVICE)
            .count();
    if (refresh.left() == 0 && serving >= present.size()) {
      end(group.name(), refresh, Refresh.Status.SUCCESSFUL);
      return;
    }
    if (!group.now().suspends(ScalingProcess.INSTANCE_REFRESH)
        && !group.now().suspends(ScalingProcess.TERMINATE)) {
      replaceSome(group, refresh, (int) serving, present.size());
    }
    stepLater(group, refresh);
  }

  /** At least one may be missing at a time, and none more than the wanted share allows. */
  private void replaceSome(Group group, Refresh refresh, int serving, int size) {
    int desired = group.now().capacity().desired();
    int mayMiss = Math.max(1, desired * (100 - refresh.minHealthyPercent()) / 100);
    int missing = Math.max(0, desired - serving);
    for (Member member : List.copyOf(group.members())) {
      if (missing >= mayMiss || size == 0) {
        return;
      }
      if (refresh.replaces(member) && member.state() == LifecycleState.IN_SERVICE) {
        evaluation
            .departures()
            .terminate(
                group,
                member,
                Causes.at(
                    world.now(),
                    "an instance was taken out of service in response to an instance refresh."));
        missing++;
      }
    }
    evaluation.wakeIfUneven(group);
  }
}

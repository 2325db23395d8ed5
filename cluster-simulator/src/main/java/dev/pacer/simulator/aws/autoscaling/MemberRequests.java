package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What all requests about members have in common: finding them, their limits, what follows. */
final class MemberRequests {

  static final int MOST_IDS = 20;
  static final int MOST_PROTECTED_IDS = 50;

  private final World world;
  private final Groups groups;
  private final Evaluation evaluation;
  private final Activities activities;

  MemberRequests(World world, Groups groups, Evaluation evaluation, Activities activities) {
    this.world = world;
    this.groups = groups;
    this.evaluation = evaluation;
    this.activities = activities;
  }

  World world() {
    return world;
  }

  Groups groups() {
    return groups;
  }

  Evaluation evaluation() {
    return evaluation;
  }

  Activities activities() {
    return activities;
  }

  Activity begin(
      Group group, Member member, String what, String cause, Activity.Code code, int percent) {
    return activities.begin(
        group,
        what + member.id(),
        cause,
        member.now().zone(),
        Departures.subnet(member),
        code,
        percent);
  }

  void desire(Group group, int units) {
    Capacity before = group.now().capacity();
    if (units != before.desired()) {
      group.change(world.now(), properties -> properties.withCapacity(before.withDesired(units)));
      world.record(
          "desired capacity of %s is %d, was %d".formatted(group.name(), units, before.desired()));
    }
  }

  void wakeIfUneven(Group group) {
    evaluation.wakeIfUneven(group);
  }

  static List<Member> members(Group group, List<String> ids, int most) {
    limit(ids, most);
    List<Member> members = new ArrayList<>();
    for (String id : new LinkedHashSet<>(ids)) {
      members.add(
          group
              .findMember(id)
              .orElseThrow(
                  () ->
                      AwsError.validation(
                          "The instance %s is not part of Auto Scaling group %s."
                              .formatted(id, group.name()))));
    }
    return members;
  }

  static void limit(List<String> ids, int most) {
    if (ids.isEmpty()) {
      throw AwsError.validation("At least one instance ID must be specified.");
    }
    if (ids.size() > most) {
      throw AwsError.validation(
          "The number of instance ids that may be passed in is limited to %d.".formatted(most));
    }
  }

  static void requireStates(List<Member> members, String words, LifecycleState... states) {
    for (Member member : members) {
      if (!List.of(states).contains(member.state())) {
        throw AwsError.validation("The instance %s is not in %s.".formatted(member.id(), words));
      }
    }
  }

  static int units(List<Member> members) {
    return members.stream().mapToInt(member -> member.now().units()).sum();
  }

  static void refuseBelowMin(Group group, List<Member> members, boolean decrement, String wish) {
    Capacity capacity = group.now().capacity();
    if (decrement && capacity.desired() - units(members) < capacity.min()) {
      throw doesNotFit(group, wish.formatted(members.size()));
    }
  }

  static void refuseAboveMax(Group group, int units, int count, String wish) {
    Capacity capacity = group.now().capacity();
    if (capacity.desired() + units > capacity.max()) {
      throw doesNotFit(group, wish.formatted(count));
    }
  }

  static AwsError doesNotFit(Group group, String wish) {
    Capacity capacity = group.now().capacity();
    return AwsError.validation(
        ("AutoScalingGroup %s has min-size=%d, max-size=%d, and desired-size=%d. To %s, please"
                + " update the AutoScalingGroup sizes appropriately.")
            .formatted(group.name(), capacity.min(), capacity.max(), capacity.desired(), wish));
  }
}

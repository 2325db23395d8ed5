package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The groups of the account, by name; those deleted lately are remembered for lagging reads. */
final class Groups {

  private static final Duration DELETED_KEPT = Duration.ofHours(1);

  private record Deleted(Group group, Instant at) {}

  private final Map<String, Group> byName = new TreeMap<>();
  private final Deque<Deleted> deleted = new ArrayDeque<>();

  Collection<Group> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  Optional<Group> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The group of that name, for a call that changes it. */
  Group require(String name) {
    return find(name)
        .orElseThrow(() -> AwsError.validation("AutoScalingGroup name not found - null"));
  }

  void add(Group group) {
    byName.put(group.name(), group);
  }

  void remove(Group group, Instant now) {
    byName.remove(group.name());
    while (!deleted.isEmpty() && deleted.getFirst().at().isBefore(now.minus(DELETED_KEPT))) {
      deleted.removeFirst();
    }
    deleted.addLast(new Deleted(group, now));
  }

  /** Groups that existed at that moment, by name. */
  List<Group> existingAt(Instant moment) {
    List<Group> existing = new ArrayList<>();
    for (Deleted gone : deleted) {
      if (gone.at().isAfter(moment) && gone.group().at(moment).isPresent()) {
        existing.add(gone.group());
      }
    }
    for (Group group : byName.values()) {
      if (group.at(moment).isPresent()
          && (deleted.isEmpty()
              || existing.stream().noneMatch(old -> old.name().equals(group.name())))) {
        existing.add(group);
      }
    }
    return existing;
  }

  /** The group and the member of an instance, wherever it is. */
  Optional<Membership> membership(String instanceId) {
    for (Group group : byName.values()) {
      Optional<Member> member = group.findMember(instanceId);
      if (member.isPresent()) {
        return Optional.of(new Membership(group, member.get()));
      }
    }
    return Optional.empty();
  }

  /** A member and its group. */
  record Membership(Group group, Member member) {}
}

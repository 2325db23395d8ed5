package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.Tree;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a group says of itself but its instances.
 *
 * @param suspended suspended processes, each with its reason
 * @param status {@code Delete in progress}, or absent
 * @param kept settings that are given back as they were sent and not obeyed
 */
public record GroupProperties(
    Capacity capacity,
    Placement placement,
    LaunchSource source,
    GroupRules rules,
    Map<String, String> suspended,
    List<GroupTag> tags,
    Optional<String> status,
    Tree.Fields kept) {

  public GroupProperties {
    suspended = Collections.unmodifiableMap(new LinkedHashMap<>(suspended));
    tags = List.copyOf(tags);
  }

  public boolean suspends(ScalingProcess process) {
    return suspended.containsKey(process.text());
  }

  public boolean deleting() {
    return status.isPresent();
  }

  GroupProperties withCapacity(Capacity next) {
    return new GroupProperties(next, placement, source, rules, suspended, tags, status, kept);
  }

  GroupProperties withPlacement(Placement next) {
    return new GroupProperties(capacity, next, source, rules, suspended, tags, status, kept);
  }

  GroupProperties withSource(LaunchSource next) {
    return new GroupProperties(capacity, placement, next, rules, suspended, tags, status, kept);
  }

  GroupProperties withRules(GroupRules next) {
    return new GroupProperties(capacity, placement, source, next, suspended, tags, status, kept);
  }

  GroupProperties withSuspended(Map<String, String> next) {
    return new GroupProperties(capacity, placement, source, rules, next, tags, status, kept);
  }

  GroupProperties withTags(List<GroupTag> next) {
    return new GroupProperties(capacity, placement, source, rules, suspended, next, status, kept);
  }

  GroupProperties withStatus(String next) {
    return new GroupProperties(
        capacity, placement, source, rules, suspended, tags, Optional.of(next), kept);
  }

  GroupProperties withKept(Tree.Fields next) {
    return new GroupProperties(capacity, placement, source, rules, suspended, tags, status, next);
  }
}

package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a group says of itself but its instances.
 *
 * @param status {@code Delete in progress}, or absent
 * @param kept settings that are given back as they were sent and not obeyed
 */
public record GroupProperties(
    Capacity capacity,
    Placement placement,
    LaunchSource source,
    GroupRules rules,
    List<GroupTag> tags,
    Optional<String> status,
    Tree.Fields kept) {

  public GroupProperties {
    tags = List.copyOf(tags);
  }

  /** Suspended processes, each with its reason. */
  public Map<String, String> suspended() {
    return rules.suspended();
  }

  public boolean suspends(ScalingProcess process) {
    return rules.suspended().containsKey(process.text());
  }

  public boolean deleting() {
    return status.isPresent();
  }

  GroupProperties withCapacity(Capacity next) {
    return new GroupProperties(next, placement, source, rules, tags, status, kept);
  }

  GroupProperties withPlacement(Placement next) {
    return new GroupProperties(capacity, next, source, rules, tags, status, kept);
  }

  GroupProperties withSource(LaunchSource next) {
    return new GroupProperties(capacity, placement, next, rules, tags, status, kept);
  }

  GroupProperties withRules(GroupRules next) {
    return new GroupProperties(capacity, placement, source, next, tags, status, kept);
  }

  GroupProperties withSuspended(Map<String, String> next) {
    return withRules(rules.withSuspended(next));
  }

  GroupProperties withTags(List<GroupTag> next) {
    return new GroupProperties(capacity, placement, source, rules, next, status, kept);
  }

  GroupProperties withStatus(String next) {
    return new GroupProperties(capacity, placement, source, rules, tags, Optional.of(next), kept);
  }

  GroupProperties withKept(Tree.Fields next) {
    return new GroupProperties(capacity, placement, source, rules, tags, status, next);
  }
}

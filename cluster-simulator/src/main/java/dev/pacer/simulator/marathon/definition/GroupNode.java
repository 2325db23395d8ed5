package dev.pacer.simulator.marathon.definition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A group and all below it. Never changed: every change makes a new tree.
 *
 * @param specs its own apps and pods by path
 * @param groups nested groups by path
 * @param enforceRole null on nested groups and on the root
 */
public record GroupNode(
    String id,
    Map<String, RunSpec> specs,
    Map<String, GroupNode> groups,
    List<String> dependencies,
    Instant version,
    @Nullable Boolean enforceRole) {

  public GroupNode {
    specs = Collections.unmodifiableMap(new TreeMap<>(specs));
    groups = Collections.unmodifiableMap(new TreeMap<>(groups));
    dependencies = List.copyOf(dependencies);
  }

  public static GroupNode empty(String id, Instant version) {
    return new GroupNode(
        id, Map.of(), Map.of(), List.of(), version, isTop(id) ? Boolean.FALSE : null);
  }

  public static boolean isTop(String id) {
    return !id.equals("/") && PathId.parent(id).equals("/");
  }

  public @Nullable GroupNode find(String path) {
    if (path.equals(id)) {
      return this;
    }
    for (GroupNode group : groups.values()) {
      if (path.equals(group.id) || PathId.isBelow(path, group.id)) {
        return group.find(path);
      }
    }
    return null;
  }

  public @Nullable RunSpec findSpec(String path) {
    GroupNode group = find(PathId.parent(path));
    return group == null ? null : group.specs.get(path);
  }

  /** Every app and pod here and below, in order of their paths within each group. */
  public List<RunSpec> allSpecs() {
    List<RunSpec> all = new ArrayList<>();
    collect(all);
    return all;
  }

  private void collect(Collection<RunSpec> all) {
    all.addAll(specs.values());
    groups.values().forEach(group -> group.collect(all));
  }

  /** Every group below this one. */
  public List<GroupNode> allGroups() {
    List<GroupNode> all = new ArrayList<>();
    for (GroupNode group : groups.values()) {
      all.add(group);
      all.addAll(group.allGroups());
    }
    return all;
  }

  /** The tree with the group at {@code path} changed; groups on the way are made. */
  public GroupNode changed(String path, Instant newVersion, UnaryOperator<GroupNode> change) {
    if (path.equals(id)) {
      return change.apply(this);
    }
    String next = child(path);
    GroupNode group = groups.get(next);
    Map<String, GroupNode> copy = new TreeMap<>(groups);
    copy.put(
        next, (group == null ? empty(next, newVersion) : group).changed(path, newVersion, change));
    return new GroupNode(id, specs, copy, dependencies, version, enforceRole);
  }

  private String child(String path) {
    int depth = PathId.segments(id).size();
    return "/" + String.join("/", PathId.segments(path).subList(0, depth + 1));
  }

  /** The tree with an app or pod put in or replaced; its group gets the version. */
  public GroupNode withSpec(RunSpec spec, Instant newVersion) {
    return changed(
        PathId.parent(spec.id()),
        newVersion,
        group -> {
          Map<String, RunSpec> copy = new TreeMap<>(group.specs);
          copy.put(spec.id(), spec);
          return group.withSpecs(copy).withVersion(newVersion);
        });
  }

  public GroupNode withoutSpec(String path, Instant newVersion) {
    if (findSpec(path) == null) {
      return this;
    }
    return changed(
        PathId.parent(path),
        newVersion,
        group -> {
          Map<String, RunSpec> copy = new TreeMap<>(group.specs);
          copy.remove(path);
          return group.withSpecs(copy);
        });
  }

  public GroupNode withGroup(GroupNode replacement, Instant newVersion) {
    return changed(replacement.id, newVersion, old -> replacement);
  }

  public GroupNode withoutGroup(String path, Instant newVersion) {
    if (find(path) == null) {
      return this;
    }
    return changed(
        PathId.parent(path),
        newVersion,
        group -> {
          Map<String, GroupNode> copy = new TreeMap<>(group.groups);
          copy.remove(path);
          return new GroupNode(
              group.id, group.specs, copy, group.dependencies, group.version, group.enforceRole);
        });
  }

  /** Every app and pod replaced by what {@code change} makes of it. */
  public GroupNode mapSpecs(UnaryOperator<RunSpec> change) {
    Map<String, RunSpec> newSpecs = new TreeMap<>();
    specs.forEach((path, spec) -> newSpecs.put(path, change.apply(spec)));
    Map<String, GroupNode> newGroups = new TreeMap<>();
    groups.forEach((path, group) -> newGroups.put(path, group.mapSpecs(change)));
    return new GroupNode(id, newSpecs, newGroups, dependencies, version, enforceRole);
  }

  /** The version put on this group and all below it. */
  public GroupNode withVersionThroughout(Instant newVersion) {
    Map<String, GroupNode> newGroups = new TreeMap<>();
    groups.forEach((path, group) -> newGroups.put(path, group.withVersionThroughout(newVersion)));
    return new GroupNode(id, specs, newGroups, dependencies, newVersion, enforceRole);
  }

  public GroupNode withVersion(Instant newVersion) {
    return new GroupNode(id, specs, groups, dependencies, newVersion, enforceRole);
  }

  public GroupNode withEnforceRole(boolean enforce) {
    return new GroupNode(id, specs, groups, dependencies, version, enforce);
  }

  private GroupNode withSpecs(Map<String, RunSpec> newSpecs) {
    return new GroupNode(id, newSpecs, groups, dependencies, version, enforceRole);
  }
}

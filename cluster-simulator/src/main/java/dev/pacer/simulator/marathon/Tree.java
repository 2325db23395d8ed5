package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.definition.RootRules;
import dev.pacer.simulator.marathon.engine.Core;
import dev.pacer.simulator.marathon.engine.Deployments;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The stored tree of groups, and the one way in which it changes. */
final class Tree {

  private static final int LOWEST_SERVICE_PORT = 10_000;
  private static final int HIGHEST_SERVICE_PORT = 20_000;

  private final Core core;
  private final Versions versions = new Versions();
  private Consumer<Set<String>> onRoles = roles -> {};
  private GroupNode root;

  Tree(Core core) {
    this.core = core;
    this.root = GroupNode.empty("/", core.newVersion());
    versions.store(root, root.version());
  }

  /** Called when the roles of what is stored may have become others. */
  void onRoles(Consumer<Set<String>> listener) {
    onRoles = listener;
  }

  /** The roles of everything stored and of every group that enforces one. */
  Set<String> roles() {
    Set<String> roles = new TreeSet<>();
    root.allSpecs().forEach(spec -> roles.add(spec.role()));
    root.groups().values().stream()
        .filter(group -> Boolean.TRUE.equals(group.enforceRole()))
        .forEach(group -> roles.add(PathId.name(group.id())));
    return roles;
  }

  GroupNode root() {
    return root;
  }

  Versions versions() {
    return versions;
  }

  /**
   * What a change needs to be carried out.
   *
   * @param renewed apps that get a new configuration version though nothing in them changed
   */
  record Change(
      String groupId,
      Instant version,
      UnaryOperator<GroupNode> tree,
      boolean force,
      Map<String, Set<String>> sentenced,
      Set<String> renewed) {

    static Change of(
        String groupId, Instant version, boolean force, UnaryOperator<GroupNode> tree) {
      return new Change(groupId, version, tree, force, Map.of(), Set.of());
    }
  }

  /**
   * Changes the tree and starts the deployment that it takes.
   *
   * @return the deployment's id
   * @throws Refusal when it may not be; the versions are stored all the same once they are valid
   */
  String update(Change change, Deployments deployments) {
    GroupNode before = root;
    try {
      GroupNode after = change.tree().apply(before);
      after =
          after.changed(
              change.groupId(), change.version(), group -> group.withVersion(change.version()));
      after = RootRules.withServicePorts(before, after, LOWEST_SERVICE_PORT, HIGHEST_SERVICE_PORT);
      after = RootRules.versioned(before, after, change.version(), change.renewed());
      RootRules.check(after);
      versions.store(after, change.version());
      core.changing();
      root = after;
      String id = core.uuid();
      deployments.start(
          deployments.plan(id, change.version(), before, after, change.sentenced()),
          change.force());
      onRoles.accept(roles());
      core.events()
          .publish(
              "group_change_success", "groupId", change.groupId(), "version", change.version());
      return id;
    } catch (Refusal refusal) {
      core.changing();
      root = before;
      core.record("refused " + refusal.status() + ": " + refusal.getMessage());
      core.events()
          .publish(
              "group_change_failed",
              "groupId",
              change.groupId(),
              "version",
              change.version(),
              "reason",
              String.valueOf(refusal.getMessage()));
      throw refusal;
    }
  }

  /** Puts a tree in place that needs no deployment. */
  void replace(GroupNode changed, Instant version) {
    core.changing();
    root = changed;
    versions.store(root, version);
    onRoles.accept(roles());
  }
}

package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.definition.Definitions;
import dev.pacer.simulator.marathon.definition.Features;
import dev.pacer.simulator.marathon.definition.Findings;
import dev.pacer.simulator.marathon.definition.GroupBody;
import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.definition.RootRules;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.Core;
import dev.pacer.simulator.marathon.engine.Deployments;
import dev.pacer.simulator.marathon.engine.Plan;
import dev.pacer.simulator.marathon.json.Doc;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes of groups, as the API takes them (marathon.md 10). */
public final class GroupChanges {

  private final Core core;
  private final Tree tree;
  private final Deployments deployments;
  private final Features features;

  GroupChanges(Core core, Tree tree, Deployments deployments, Features features) {
    this.core = core;
    this.tree = tree;
    this.deployments = deployments;
    this.features = features;
  }

  /** {@code POST /v2/groups} and {@code /v2/groups/{id}}; null: the body names the group. */
  public Accepted create(@Nullable String path, @Nullable Object body, boolean force) {
    GroupBody group = GroupBody.read(body, path);
    group.refuseChangedRoles(tree.root());
    Instant version = core.newVersion();
    GroupNode made = applied(group, tree.root().find(group.id()), version);
    core.record("POST group " + group.id());
    String deployment =
        tree.update(
            Tree.Change.of(
                PathId.parent(group.id()),
                version,
                force,
                root -> {
                  if (root.findSpec(group.id()) != null) {
                    throw Refusal.of(
                        409, "An app with the path " + group.id() + " already exists.");
                  }
                  if (root.find(group.id()) != null) {
                    throw Refusal.of(
                        409,
                        "Group "
                            + group.id()
                            + " is already created. Use PUT to change this group.");
                  }
                  return root.withGroup(made, version);
                }),
            deployments);
    return new Accepted(deployment, version, true, Doc.of("id", group.id()));
  }

  /** {@code PUT /v2/groups/{id}}. */
  public Accepted put(String path, @Nullable Object body, boolean force) {
    GroupBody group = GroupBody.read(body, path);
    GroupNode existing = tree.root().find(path);
    Instant version = core.newVersion();
    GroupNode changed = changed(group, existing, version);
    core.record("PUT group " + path);
    String deployment =
        tree.update(
            Tree.Change.of(
                PathId.parent(path),
                version,
                force,
                root -> {
                  if (root.findSpec(path) != null) {
                    throw Refusal.of(409, "An app with the path " + path + " already exists.");
                  }
                  return root.withGroup(changed, version);
                }),
            deployments);
    return new Accepted(deployment, version, existing == null, Doc.EMPTY);
  }

  /** {@code PUT /v2/groups/{id}?dryRun=true}: the steps, with every change called a restart. */
  public List<Plan.Step> dryRun(String path, @Nullable Object body) {
    GroupBody group = GroupBody.read(body, path);
    GroupNode before = tree.root();
    // The plan is made from versions alone, which a scaled app has anew: hence "restart" (T20).
    Instant version = core.now();
    GroupNode after = before.withGroup(changed(group, before.find(path), version), version);
    Set<String> changed = new HashSet<>();
    for (RunSpec spec : after.allSpecs()) {
      RunSpec old = before.findSpec(spec.id());
      if (old != null && !RootRules.sameButForPorts(old, spec)) {
        changed.add(spec.id());
      }
    }
    RootRules.check(after);
    return deployments
        .plan(
            "dry-run",
            version,
            before,
            RootRules.versioned(
                before,
                after.mapSpecs(
                    spec -> {
                      RunSpec old = before.findSpec(spec.id());
                      return old != null && !changed.contains(spec.id()) ? old : spec;
                    }),
                version,
                changed),
            Map.of())
        .steps();
  }

  private GroupNode changed(GroupBody group, @Nullable GroupNode existing, Instant version) {
    if (group.version() != null) {
      return formerly(group, group.version(), version);
    }
    Double factor = group.scaleBy();
    if (factor != null) {
      if (existing == null) {
        throw Refusal.of(404, "Group '" + group.id() + "' does not exist");
      }
      return existing
          .mapSpecs(
              spec ->
                  new RunSpec(
                      spec.kind(),
                      spec.docWithInstances((int) Math.ceil(spec.instances() * factor)),
                      version,
                      version,
                      version))
          .withVersionThroughout(version);
    }
    group.refuseChangedRoles(tree.root());
    return applied(group, existing, version);
  }

  private GroupNode formerly(GroupBody group, String wanted, Instant version) {
    Instant then;
    try {
      then = Instant.parse(wanted);
    } catch (DateTimeParseException e) {
      throw Refusal.of(
          422, "Invalid timestamp provided '" + wanted + "'. Expecting ISO-8601 datetime string.");
    }
    GroupNode root = tree.versions().findTree(then);
    GroupNode found = root == null ? null : root.find(group.id());
    if (found == null) {
      throw Refusal.of(404, "Group '" + group.id() + "' does not exist");
    }
    return found.withVersionThroughout(version);
  }

  private GroupNode applied(GroupBody group, @Nullable GroupNode existing, Instant version) {
    Findings findings = new Findings();
    GroupNode applied =
        group.appliedTo(
            existing,
            version,
            (app, where) ->
                Definitions.completeAppWithin(app, where, features, role(group, app), findings));
    findings.refuseAsInvalidObject();
    applied.allSpecs().stream()
        .filter(spec -> !spec.isPod())
        .forEach(spec -> Definitions.refuseUnreadable(spec.doc()));
    return applied;
  }

  private String role(GroupBody group, Doc app) {
    if (GroupNode.isTop(group.id()) && Boolean.TRUE.equals(group.enforceRole())) {
      return PathId.name(group.id());
    }
    return AppChanges.role(tree.root(), features, app.text("id"));
  }

  /** {@code PATCH /v2/groups/{id}} with {@code enforceRole}. */
  public void enforceRole(String path, boolean enforce) {
    GroupNode existing = tree.root().find(path);
    if (existing == null) {
      throw Refusal.withDetails(404, "Group '" + path + "' does not exist");
    }
    core.record("PATCH group " + path + " enforceRole=" + enforce);
    Instant version = core.newVersion();
    tree.replace(
        tree.root().changed(path, version, group -> group.withEnforceRole(enforce)), version);
  }

  /** {@code DELETE /v2/groups/{id}}: with everything in it. */
  public Accepted delete(String path, boolean force) {
    Instant version = core.newVersion();
    core.record("DELETE group " + path);
    String deployment =
        tree.update(
            Tree.Change.of(
                PathId.parent(path),
                version,
                force,
                root -> {
                  if (root.find(path) == null) {
                    throw Refusal.of(404, "Group '" + path + "' does not exist");
                  }
                  return path.equals("/")
                      ? GroupNode.empty("/", version)
                      : root.withoutGroup(path, version);
                }),
            deployments);
    return new Accepted(deployment, version, false, Doc.EMPTY);
  }
}

package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.definition.Definitions;
import dev.pacer.simulator.marathon.definition.Features;
import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.Core;
import dev.pacer.simulator.marathon.engine.Deployments;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.json.Doc;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes of apps, as the API takes them (marathon.md 3.1). */
public final class AppChanges {

  private final Core core;
  private final Tree tree;
  private final Deployments deployments;
  private final Features features;

  AppChanges(Core core, Tree tree, Deployments deployments, Features features) {
    this.core = core;
    this.tree = tree;
    this.deployments = deployments;
    this.features = features;
  }

  /** The role of everything below the group that enforces one, else the server's own. */
  static String role(GroupNode root, Features features, String id) {
    GroupNode top = root.find(PathId.topGroup(id));
    return top != null && Boolean.TRUE.equals(top.enforceRole())
        ? PathId.name(top.id())
        : features.mesosRole();
  }

  /** {@code POST /v2/apps}. */
  public Accepted create(@Nullable Object body, boolean force, Caller caller) {
    Doc app = Definitions.readApp(body, "/");
    String id = app.text("id");
    Doc complete = Definitions.completeApp(app, features, role(tree.root(), features, id));
    Instant version = core.newVersion();
    core.record("POST app " + id);
    String deployment =
        tree.update(
            Tree.Change.of(
                PathId.parent(id),
                version,
                force,
                root -> {
                  refuseExisting(root, id);
                  return root.withSpec(spec(complete, version), version);
                }),
            deployments);
    posted(caller, complete.with("version", EventBus.time(version)));
    return new Accepted(deployment, version, true, complete);
  }

  static void refuseExisting(GroupNode root, String id) {
    RunSpec existing = root.findSpec(id);
    if (existing != null) {
      throw Refusal.of(
          409, (existing.isPod() ? "A pod" : "An app") + " with id [" + id + "] already exists.");
    }
  }

  private static RunSpec spec(Doc doc, Instant version) {
    return new RunSpec(RunSpec.Kind.APP, doc, version, version, version);
  }

  private void posted(Caller caller, Doc definition) {
    core.events()
        .publish(
            "api_post_event",
            "clientIp",
            caller.clientIp(),
            "uri",
            caller.uri(),
            "appDefinition",
            definition);
  }

  /** A changed app is told as it is stored, a created one as it was sent. */
  private Doc stored(String id) {
    RunSpec spec = Objects.requireNonNull(tree.root().findSpec(id));
    return spec.doc()
        .with("version", EventBus.time(spec.version()))
        .with("versionInfo", EventBus.versionInfo(spec));
  }

  /** {@code PUT} and {@code PATCH} of one app; not {@code partial}: what is left out falls back. */
  public Accepted put(
      String id, @Nullable Object body, boolean force, boolean partial, Caller caller) {
    Doc update = Definitions.readAppUpdate(body).with("id", id);
    return change(List.of(update), PathId.parent(id), force, partial, caller);
  }

  /** {@code PUT} and {@code PATCH} of several apps in one deployment. */
  public Accepted putAll(@Nullable Object body, boolean force, boolean partial, Caller caller) {
    List<Doc> updates = new ArrayList<>();
    if (body instanceof List<?> list) {
      for (Object each : list) {
        Doc update = Definitions.readAppUpdate(each);
        if (!update.has("id")) {
          throw Refusal.of(422, "requirement failed: App Update must have app id set");
        }
        updates.add(update);
      }
    } else {
      Definitions.readAppUpdate(body);
    }
    return change(updates, "/", force, partial, caller);
  }

  private Accepted change(
      List<Doc> updates, String groupId, boolean force, boolean partial, Caller caller) {
    GroupNode present = tree.root();
    boolean created = false;
    List<Doc> definitions = new ArrayList<>();
    for (Doc update : updates) {
      String id = update.text("id");
      RunSpec existing = existingApp(present, id);
      created |= existing == null;
      if (!update.has("version")) {
        definitions.add(definition(present, id, existing, update, partial));
      }
    }
    Instant version = core.newVersion();
    core.record("PUT app " + updates.stream().map(u -> u.text("id")).toList());
    String deployment =
        tree.update(
            Tree.Change.of(
                groupId,
                version,
                force,
                root -> {
                  GroupNode changed = root;
                  for (Doc update : updates) {
                    if (update.has("version")) {
                      definitions.add(formerly(update));
                    }
                  }
                  for (int i = 0; i < definitions.size(); i++) {
                    Doc definition = definitions.get(i);
                    RunSpec existing = existingApp(root, definition.text("id"));
                    if (existing != null) {
                      Definitions.checkResidentChange(existing, definition, i);
                    } else {
                      refuseExisting(root, definition.text("id"));
                    }
                    changed = changed.withSpec(spec(definition, version), version);
                  }
                  return changed;
                }),
            deployments);
    definitions.forEach(definition -> posted(caller, stored(definition.text("id"))));
    return new Accepted(
        deployment, version, created, definitions.isEmpty() ? Doc.EMPTY : definitions.get(0));
  }

  private static @Nullable RunSpec existingApp(GroupNode root, String id) {
    RunSpec spec = root.findSpec(id);
    return spec == null || spec.isPod() ? null : spec;
  }

  private Doc definition(
      GroupNode root, String id, @Nullable RunSpec existing, Doc update, boolean partial) {
    Doc changed =
        existing == null || !partial ? update : Definitions.updated(existing.doc(), update);
    return Definitions.completeApp(changed, features, role(root, features, id));
  }

  /** The definition of an older version; 404 when there is none. */
  private Doc formerly(Doc update) {
    String id = update.text("id");
    RunSpec found = null;
    try {
      found = tree.versions().find(id, Instant.parse(update.text("version")));
    } catch (DateTimeParseException e) {
      throw Refusal.of(
          422,
          "Invalid timestamp provided '"
              + update.text("version")
              + "'. Expecting ISO-8601 datetime string.");
    }
    if (found == null || existingApp(tree.root(), id) == null) {
      throw Refusal.of(404, "App '" + id + "' does not exist");
    }
    return found.doc();
  }

  /** {@code POST /v2/apps/{id}/restart}: every task is replaced. */
  public Accepted restart(String id, boolean force) {
    Instant version = core.newVersion();
    core.record("restart app " + id);
    String deployment =
        tree.update(
            new Tree.Change(
                PathId.parent(id),
                version,
                root -> {
                  requireApp(root, id);
                  return root;
                },
                force,
                Map.of(),
                Set.of(id)),
            deployments);
    return new Accepted(deployment, version, false, Doc.EMPTY);
  }

  /** {@code DELETE /v2/apps/{id}}. */
  public Accepted delete(String id, boolean force) {
    Instant version = core.newVersion();
    core.record("DELETE app " + id);
    String deployment =
        tree.update(
            Tree.Change.of(
                PathId.parent(id),
                version,
                force,
                root -> {
                  requireApp(root, id);
                  return root.withoutSpec(id, version);
                }),
            deployments);
    return new Accepted(deployment, version, false, Doc.EMPTY);
  }

  private static RunSpec requireApp(GroupNode root, String id) {
    RunSpec spec = existingApp(root, id);
    if (spec == null) {
      throw Refusal.of(404, "App '" + id + "' does not exist");
    }
    return spec;
  }
}

package dev.pacer.simulator.marathon.definition;

import static dev.pacer.simulator.marathon.definition.Shape.listOf;
import static dev.pacer.simulator.marathon.definition.Shape.optional;
import static dev.pacer.simulator.marathon.definition.Shape.text;

import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A body that makes or changes a group, as read.
 *
 * @param id its absolute path
 * @param named whether the body itself named it
 * @param apps null: not given, so that those there are stay
 * @param groups null: not given
 */
public record GroupBody(
    String id,
    boolean named,
    @Nullable List<Doc> apps,
    @Nullable List<GroupBody> groups,
    @Nullable List<String> dependencies,
    @Nullable String version,
    @Nullable Double scaleBy,
    @Nullable Boolean enforceRole) {

  private static final String MODIFIED =
      "enforceRole cannot be modified in a request that adds, removes or modifies services; please"
          + " make these changes in separate requests.";
  private static final String NOT_BOTH = "not allowed in conjunction with other properties.";

  private static final Shape GROUP =
      new Shape() {
        private final Shape.ObjectShape fields =
            new Shape.ObjectShape(
                List.of(
                    optional("id", text(1, 1024, AppShape.PATH)),
                    optional("apps", listOf(AppShape.APP)),
                    optional("groups", listOf((raw, path, found) -> read(raw, path, found))),
                    optional("dependencies", listOf(text())),
                    optional("version", text()),
                    optional("scaleBy", AppShape.POSITIVE),
                    optional("enforceRole", Shape.flag())));

        @Override
        public @Nullable Object read(Object raw, String path, Findings findings) {
          return fields.read(raw, path, findings);
        }
      };

  /**
   * Reads a body for the group at {@code path}; null: the body names it, as in a creation.
   *
   * @throws Refusal when types are wrong, or {@code version} or {@code scaleBy} stands beside
   *     others
   */
  public static GroupBody read(@Nullable Object raw, @Nullable String path) {
    Findings findings = new Findings();
    Object given = raw == null ? JsonWriter.ExplicitNull.NULL : raw;
    Object read = GROUP.read(given, "", findings);
    if (path == null && read instanceof Doc doc && !doc.has("id")) {
      findings.add("/id", "'id' is undefined on object: " + JsonWriter.text(raw));
    }
    findings.refuseAsInvalidJson();
    Findings meaning = new Findings();
    GroupBody body =
        of(
            (Doc) Objects.requireNonNull(read),
            path == null ? "/" : path,
            path != null,
            "",
            meaning);
    meaning.refuseAsInvalidObject();
    return body;
  }

  private static GroupBody of(
      Doc doc, String base, boolean baseIsIt, String where, Findings findings) {
    String id = baseIsIt ? base : PathId.resolve(doc.text("id"), base);
    boolean others = doc.fields().keySet().stream().anyMatch(k -> !k.equals("version"));
    if (doc.has("version") && others) {
      findings.add(where + "/version", NOT_BOTH);
    }
    if (doc.has("scaleBy") && doc.fields().keySet().stream().anyMatch(k -> !k.equals("scaleBy"))) {
      findings.add(where + "/scaleBy", NOT_BOTH);
    }
    List<Doc> apps = null;
    if (doc.has("apps")) {
      apps = new ArrayList<>();
      List<Doc> given = doc.docs("apps");
      for (int i = 0; i < given.size(); i++) {
        Doc app = AppNormalization.modern(given.get(i));
        String appId = PathId.resolve(app.text("id"), id);
        if (!PathId.parent(appId).equals(id)) {
          findings.add(where + "/apps(" + i + ")/id", "Identifier is not child of '" + id + "'");
        }
        List<String> dependencies =
            app.texts("dependencies").stream().map(d -> PathId.resolve(d, id)).toList();
        app = app.with("id", appId);
        apps.add(app.has("dependencies") ? app.with("dependencies", dependencies) : app);
      }
    }
    List<GroupBody> groups = null;
    if (doc.has("groups")) {
      groups = new ArrayList<>();
      List<Doc> given = doc.docs("groups");
      for (int i = 0; i < given.size(); i++) {
        groups.add(of(given.get(i), id, false, where + "/groups(" + i + ")", findings));
      }
    }
    return new GroupBody(
        id,
        doc.has("id"),
        apps,
        groups,
        doc.has("dependencies")
            ? doc.texts("dependencies").stream()
                .map(d -> PathId.resolve(d, PathId.parent(id)))
                .toList()
            : null,
        doc.findText("version"),
        doc.has("scaleBy") ? doc.decimalOr("scaleBy", 1) : null,
        doc.has("enforceRole") ? doc.flag("enforceRole") : null);
  }

  /**
   * Refuses what would change {@code enforceRole}; by a flaw of 1.11 that is every body that holds
   * an already existing nested group (marathon.md T19 and 10).
   */
  public void refuseChangedRoles(GroupNode root) {
    Findings findings = new Findings();
    changedRoles(root, "", true, findings);
    findings.refuseAsInvalidObject();
  }

  private void changedRoles(GroupNode root, String where, boolean top, Findings findings) {
    GroupNode stored = root.find(id);
    boolean nested = !GroupNode.isTop(id) && !id.equals("/");
    if (stored != null && nested && (!top || named)) {
      findings.add(where + "/enforceRole", MODIFIED);
    }
    if (stored != null
        && !nested
        && enforceRole != null
        && stored.enforceRole() != null
        && !enforceRole.equals(stored.enforceRole())) {
      findings.add(where + "/enforceRole", MODIFIED);
    }
    if (groups != null) {
      for (int i = 0; i < groups.size(); i++) {
        groups.get(i).changedRoles(root, where + "/groups(" + i + ")", false, findings);
      }
    }
  }

  /**
   * The group after this body: what is given replaces, what is left out stays.
   *
   * @param complete makes a checked definition of an app's fields, with defaults
   */
  public GroupNode appliedTo(@Nullable GroupNode old, Instant newVersion, Completion complete) {
    Map<String, RunSpec> specs = new TreeMap<>();
    if (old != null) {
      old.specs()
          .forEach(
              (path, spec) -> {
                if (spec.isPod() || apps == null) {
                  specs.put(path, spec);
                }
              });
    }
    if (apps != null) {
      for (int i = 0; i < apps.size(); i++) {
        Doc app = complete.complete(apps.get(i), "/apps(" + i + ")");
        specs.put(
            app.text("id"), new RunSpec(RunSpec.Kind.APP, app, newVersion, newVersion, newVersion));
      }
    }
    Map<String, GroupNode> nested = new TreeMap<>();
    if (groups == null) {
      if (old != null) {
        nested.putAll(old.groups());
      }
    } else {
      for (GroupBody group : groups) {
        nested.put(
            group.id,
            group.appliedTo(old == null ? null : old.find(group.id), newVersion, complete));
      }
    }
    Boolean enforce = null;
    if (GroupNode.isTop(id)) {
      enforce = enforceRole != null ? enforceRole : old != null ? old.enforceRole() : Boolean.FALSE;
    }
    return new GroupNode(
        id,
        specs,
        nested,
        dependencies != null ? dependencies : old == null ? List.of() : old.dependencies(),
        newVersion,
        enforce);
  }

  /** How a definition within a group is made complete. */
  public interface Completion {
    Doc complete(Doc app, String where);
  }
}

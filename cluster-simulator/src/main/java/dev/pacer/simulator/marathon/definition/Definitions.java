package dev.pacer.simulator.marathon.definition;

import dev.pacer.simulator.marathon.json.Doc;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bodies of requests, read and checked stage by stage. */
public final class Definitions {

  private static final String UNCHANGEABLE =
      "Services with persistent volumes configured may not change resource requirements. If you"
          + " need to make this change, please create a new service.";

  private Definitions() {}

  /** Reads a whole app; its id is made absolute below {@code base}. */
  public static Doc readApp(@Nullable Object raw, String base) {
    Findings findings = new Findings();
    Object read = AppShape.APP.read(orNull(raw), "", findings);
    findings.refuseAsInvalidJson();
    Doc app = (Doc) Objects.requireNonNull(read);
    refuseUrisWithFetch(app);
    return absolute(AppNormalization.modern(app), base);
  }

  /** Reads changes to an app: any of its fields. */
  public static Doc readAppUpdate(@Nullable Object raw) {
    Findings findings = new Findings();
    Object read = AppShape.UPDATE.read(orNull(raw), "", findings);
    findings.refuseAsInvalidJson();
    Doc update = (Doc) Objects.requireNonNull(read);
    refuseUrisWithFetch(update);
    if (update.has("version") && update.without("version").without("id").fields().size() > 0) {
      Findings meaning = new Findings();
      meaning.add("/", "The 'version' field may only be combined with the 'id' field.");
      meaning.refuseAsInvalidObject();
    }
    return absolute(AppNormalization.modern(update), "/");
  }

  private static Object orNull(@Nullable Object raw) {
    return raw == null ? dev.pacer.simulator.marathon.json.JsonWriter.ExplicitNull.NULL : raw;
  }

  private static void refuseUrisWithFetch(Doc app) {
    if (app.has("uris") && app.has("fetch")) {
      Findings findings = new Findings();
      findings.add("/uris", "may not be set in conjunction with fetch");
      findings.refuseAsInvalidObject();
    }
  }

  private static Doc absolute(Doc app, String base) {
    Doc absolute = app;
    if (app.has("id")) {
      absolute = absolute.with("id", PathId.resolve(app.text("id"), base));
    }
    if (app.has("dependencies")) {
      String parent = app.has("id") ? PathId.parent(absolute.text("id")) : base;
      absolute =
          absolute.with(
              "dependencies",
              app.texts("dependencies").stream().map(d -> PathId.resolve(d, parent)).toList());
    }
    return absolute;
  }

  /** The definition with every default, checked for its meaning; throws {@link Refusal}. */
  public static Doc completeApp(Doc app, Features features, String role) {
    Doc complete = AppNormalization.withDefaults(app.without("version"), role);
    Findings findings = new Findings();
    AppRules.check(complete, "", features, role, findings);
    findings.refuseAsInvalidObject();
    refuseUnreadable(complete);
    return complete;
  }

  /**
   * A definition with its defaults and unchecked, as one that an older server took in may still be
   * stored; new service ports are not given out.
   */
  public static RunSpec stored(RunSpec.Kind kind, Doc raw, Instant version, Instant configuredAt) {
    Doc doc =
        kind == RunSpec.Kind.POD
            ? podWithDefaults(raw, "*")
            : AppNormalization.withDefaults(AppNormalization.modern(raw), "*");
    return new RunSpec(kind, doc, version, version, configuredAt);
  }

  /** The same for an app within a group's body, where {@code path} says at which place. */
  public static Doc completeAppWithin(
      Doc app, String path, Features features, String role, Findings findings) {
    Doc complete = AppNormalization.withDefaults(app.without("version"), role);
    AppRules.check(complete, path, features, role, findings);
    return complete;
  }

  /** Refuses with 500 what the checks let through and the server cannot read. */
  public static void refuseUnreadable(Doc app) {
    ConstraintRules.refuseUnreadable(app.list("constraints"));
  }

  /** An app with some fields replaced: null leaves, empty clears, maps and lists as a whole. */
  public static Doc updated(Doc app, Doc update) {
    Doc changed = app.overlaidWith(update.without("id").without("version"));
    if (update.has("container") || update.has("networks")) {
      // The ports of another network mode are not carried over.
      boolean host = AppNormalization.networkMode(changed).equals("host");
      if (!host && !update.has("portDefinitions")) {
        changed = changed.without("portDefinitions");
      }
    }
    return changed;
  }

  /** Refuses a change of what a resident app may not change. */
  public static void checkResidentChange(RunSpec before, Doc after, int index) {
    if (!before.isResident()) {
      return;
    }
    Findings findings = new Findings();
    for (String name : List.of("cpus", "mem", "disk", "gpus")) {
      if (!Objects.equals(before.doc().get(name), after.get(name))) {
        findings.add("/app(" + index + ")/" + name, UNCHANGEABLE);
      }
    }
    if (!before
        .needs()
        .volumes()
        .equals(
            new RunSpec(before.kind(), after, before.version(), before.version(), before.version())
                .needs()
                .volumes())) {
      findings.add(
          "/app(" + index + ")/container/volumes",
          "Services with persistent volumes configured may not change volume requirements. If you"
              + " need to make this change, please create a new service.");
    }
    findings.refuseAsInvalidObject();
  }

  /** Reads a whole pod. */
  public static Doc readPod(@Nullable Object raw) {
    Findings findings = new Findings();
    Object read = PodShape.POD.read(orNull(raw), "", findings);
    findings.refuseAsInvalidJson();
    Doc pod = (Doc) Objects.requireNonNull(read);
    return pod.with("id", PathId.absolute(pod.text("id")));
  }

  /** The pod with every default, checked for its meaning; throws {@link Refusal}. */
  public static Doc completePod(Doc given, Features features, String role) {
    Doc complete = podWithDefaults(given.without("version"), role);
    Findings findings = new Findings();
    Doc placement = complete.doc("scheduling").doc("placement");
    List<Doc> constraints = placement.docs("constraints");
    for (int i = 0; i < constraints.size(); i++) {
      Doc each = constraints.get(i);
      ConstraintRules.check(
          new Constraint(each.text("fieldName"), each.text("operator"), each.findText("value")),
          "/scheduling/placement/constraints(" + i + ")",
          findings);
    }
    AppRules.roles(placement, complete.text("role"), "", role, findings);
    AppRules.networks(complete.docs("networks"), "", findings);
    AppRules.secrets(complete.doc("environment"), complete.doc("secrets"), "", features, findings);
    AppRules.unreachable(
        complete.doc("scheduling").get("unreachableStrategy"),
        "/scheduling/unreachableStrategy",
        findings);
    long gpus =
        complete.docs("containers").stream()
            .mapToInt(c -> c.doc("resources").wholeOr("gpus", 0))
            .sum();
    if (gpus > 0 && !features.has("gpu_resources")) {
      findings.add("/", Features.missing("gpu_resources"));
    }
    if (complete.docs("containers").stream().map(c -> c.text("name")).distinct().count()
        != complete.docs("containers").size()) {
      findings.add("/containers", "container names are unique");
    }
    findings.refuseAsInvalidObject();
    return complete;
  }

  private static Doc podWithDefaults(Doc given, String role) {
    Doc pod = AppNormalization.otherwise(given, "networks", List.of(Doc.of("mode", "host")));
    pod = AppNormalization.otherwise(pod, "scheduling", PodShape.defaultScheduling());
    pod = AppNormalization.otherwise(pod, "executorResources", PodShape.EXECUTOR);
    pod = AppNormalization.otherwise(pod, "role", role);
    if (AppNormalization.networkMode(pod).equals("container/bridge")) {
      pod =
          pod.with(
              "containers",
              pod.docs("containers").stream().map(Definitions::withBridgedEndpoints).toList());
    }
    return PodShape.POD.ordered(pod);
  }

  private static Doc withBridgedEndpoints(Doc container) {
    return container.has("endpoints")
        ? container.with(
            "endpoints",
            container.docs("endpoints").stream()
                .map(e -> AppNormalization.otherwise(e, "hostPort", 0))
                .toList())
        : container;
  }

  /** The same fields in Marathon's order. */
  public static Doc ordered(RunSpec.Kind kind, Doc doc) {
    return (kind == RunSpec.Kind.POD ? PodShape.POD : AppShape.APP).ordered(doc);
  }
}

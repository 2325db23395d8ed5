package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.definition.Definitions;
import dev.pacer.simulator.marathon.definition.Features;
import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.Core;
import dev.pacer.simulator.marathon.engine.Deployments;
import dev.pacer.simulator.marathon.json.Doc;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Changes of pods, as the API takes them. */
public final class PodChanges {

  private final Core core;
  private final Tree tree;
  private final Deployments deployments;
  private final Features features;

  PodChanges(Core core, Tree tree, Deployments deployments, Features features) {
    this.core = core;
    this.tree = tree;
    this.deployments = deployments;
    this.features = features;
  }

  private Doc complete(@Nullable Object body, @Nullable String path) {
    Doc pod = Definitions.readPod(body);
    if (path != null) {
      pod = pod.with("id", path);
    }
    return Definitions.completePod(
        pod, features, AppChanges.role(tree.root(), features, pod.text("id")));
  }

  /** {@code POST /v2/pods}. */
  public Accepted create(@Nullable Object body, boolean force, Caller caller) {
    Doc complete = complete(body, null);
    String id = complete.text("id");
    Instant version = core.newVersion();
    core.record("POST pod " + id);
    String deployment =
        tree.update(
            Tree.Change.of(
                PathId.parent(id),
                version,
                force,
                root -> {
                  AppChanges.refuseExisting(root, id);
                  return root.withSpec(spec(complete, version), version);
                }),
            deployments);
    tell("pod_created_event", caller);
    return new Accepted(deployment, version, true, complete);
  }

  private static RunSpec spec(Doc doc, Instant version) {
    return new RunSpec(RunSpec.Kind.POD, doc, version, version, version);
  }

  private void tell(String type, Caller caller) {
    core.events().publish(type, "clientIp", caller.clientIp(), "uri", caller.uri());
  }

  /** {@code PUT /v2/pods/{id}}: the whole pod. */
  public Accepted put(String id, @Nullable Object body, boolean force, Caller caller) {
    Doc complete = complete(body, id);
    Instant version = core.newVersion();
    core.record("PUT pod " + id);
    String deployment =
        tree.update(
            Tree.Change.of(
                PathId.parent(id),
                version,
                force,
                root -> {
                  requirePod(root, id);
                  return root.withSpec(spec(complete, version), version);
                }),
            deployments);
    tell("pod_updated_event", caller);
    return new Accepted(deployment, version, false, complete);
  }

  /** {@code DELETE /v2/pods/{id}}. */
  public Accepted delete(String id, boolean force, Caller caller) {
    Instant version = core.newVersion();
    core.record("DELETE pod " + id);
    String deployment =
        tree.update(
            Tree.Change.of(
                PathId.parent(id),
                version,
                force,
                root -> {
                  requirePod(root, id);
                  return root.withoutSpec(id, version);
                }),
            deployments);
    tell("pod_deleted_event", caller);
    return new Accepted(deployment, version, false, Doc.EMPTY);
  }

  private static void requirePod(GroupNode root, String id) {
    RunSpec spec = root.findSpec(id);
    if (spec == null || !spec.isPod()) {
      throw Refusal.of(404, "Pod '" + id + "' does not exist");
    }
  }
}

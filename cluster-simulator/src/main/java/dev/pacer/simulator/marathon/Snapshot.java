package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.Deployments;
import dev.pacer.simulator.marathon.engine.QueueEntry;
import dev.pacer.simulator.marathon.engine.TaskFailure;
import dev.pacer.simulator.marathon.instance.Instance;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that can be read of the model at one moment. Never changes.
 *
 * @param revision of the model; equal revisions show the same
 * @param instances by app or pod
 * @param failures the last one of each app
 */
public record Snapshot(
    Instant at,
    long revision,
    GroupNode root,
    Map<String, List<Instance>> instances,
    List<QueueEntry> queue,
    List<Deployments.State> deployments,
    Map<String, TaskFailure> failures) {

  public Snapshot {
    instances = Map.copyOf(instances);
    queue = List.copyOf(queue);
    deployments = List.copyOf(deployments);
    failures = Map.copyOf(failures);
  }

  public List<Instance> instancesOf(String specId) {
    return instances.getOrDefault(specId, List.of());
  }

  /** Apps and pods of that kind, in order of their paths. */
  public List<RunSpec> specs(RunSpec.Kind kind) {
    return root.allSpecs().stream().filter(spec -> spec.kind() == kind).toList();
  }

  /** Ids of the deployments that lock an app or pod. */
  public List<String> locking(String specId) {
    return deployments.stream()
        .filter(state -> state.plan().affected().contains(specId))
        .map(state -> state.plan().id())
        .toList();
  }
}

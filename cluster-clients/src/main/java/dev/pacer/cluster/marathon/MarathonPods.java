package dev.pacer.cluster.marathon;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Pods of a Marathon; failures as {@link MarathonClient} says. A pod is in none of the lists of
 * apps and tasks. There is no kill-and-scale for pods.
 */
public interface MarathonPods {

  /** {@code GET /v2/pods}: all pods. */
  List<PodSpec> list();

  /** {@code GET /v2/pods/{id}}: one pod. */
  Optional<PodAtVersion> find(AppId id);

  /** {@code GET /v2/pods}: all pods as JSON. */
  default List<Definition> definitions() {
    return list().stream()
        .flatMap(pod -> find(pod.id()).stream())
        .map(PodAtVersion::definition)
        .toList();
  }

  /** {@code GET /v2/pods/::status}: all pods with their instances. */
  List<PodStatus> statuses();

  /** {@code GET /v2/pods/{id}::status}: one pod with its instances. */
  Optional<PodStatus> findStatus(AppId id);

  /** {@code GET /v2/pods/{id}::versions}: sorted by time; empty for an unknown pod. */
  List<Version> versions(AppId id);

  /** {@code GET /v2/pods/{id}::versions/{version}}: what the pod was then. */
  Optional<PodAtVersion> findVersion(AppId id, Version version);

  /**
   * {@code POST /v2/pods}: creates. {@link ChangeOutcome.Conflict} when it exists.
   *
   * @throws IllegalArgumentException as {@link MarathonApps#create}
   */
  ChangeOutcome create(Definition pod, LockPolicy lock);

  /**
   * {@code PUT /v2/pods/{id}}: replaces the whole pod.
   *
   * @throws IllegalArgumentException as {@link MarathonApps#create}
   */
  ChangeOutcome replace(AppId id, Definition pod, LockPolicy lock);

  /** {@code DELETE /v2/pods/{id}?force=…}. */
  ChangeOutcome delete(AppId id, LockPolicy lock);

  /**
   * {@code DELETE /v2/pods/{id}::instances} with the ids: kills them, and each is launched again.
   * Unknown ids are ignored. Returns those that were found.
   */
  List<InstanceId> killInstances(AppId id, Collection<InstanceId> instances, Wipe wipe);
}

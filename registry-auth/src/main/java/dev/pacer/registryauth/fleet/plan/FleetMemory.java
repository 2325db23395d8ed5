package dev.pacer.registryauth.fleet.plan;

import dev.pacer.cluster.marathon.DeploymentId;
import dev.pacer.cluster.marathon.TaskId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is remembered from one look to the next. It may be lost at any time: then waiting starts
 * anew.
 *
 * @param gone since when the agent of a task has been in no list
 * @param counts how many agents there were, the newest last
 * @param lock the deployment that locks the app, and since when
 * @param named tasks that were named to be let go and are listed still
 * @param lastChange when the last step was sent, and what should come of it
 */
public record FleetMemory(
    Map<TaskId, Instant> gone,
    List<Count> counts,
    Optional<LockedSince> lock,
    Set<TaskId> named,
    Optional<Change> lastChange) {

  /** Copies the collections. */
  public FleetMemory {
    gone = Map.copyOf(gone);
    counts = List.copyOf(counts);
    named = Set.copyOf(named);
  }

  /** Nothing is remembered. */
  public static FleetMemory none() {
    return new FleetMemory(Map.of(), List.of(), Optional.empty(), Set.of(), Optional.empty());
  }

  /** How many agents there were. */
  public record Count(Instant at, int agents) {}

  /** Since when a deployment has been seen to lock the app. */
  public record LockedSince(DeploymentId deployment, Instant since) {}

  /**
   * A step that was sent.
   *
   * @param expected how many instances should be wanted since; empty when the step changes none
   */
  public record Change(Instant at, Optional<Integer> expected) {}

  /** The same with a step sent now. */
  FleetMemory changed(Instant at, Optional<Integer> expected, List<TaskId> alsoNamed) {
    Set<TaskId> all = new HashSet<>(named);
    all.addAll(alsoNamed);
    return new FleetMemory(gone, counts, lock, all, Optional.of(new Change(at, expected)));
  }

  /** The same, but with the last change of another: nothing was sent. */
  public FleetMemory withChangeOf(FleetMemory other) {
    return new FleetMemory(gone, counts, lock, other.named(), other.lastChange());
  }
}

package dev.pacer.cluster.marathon;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Marathon keeps running: an app or a pod, as one version of it says. */
public sealed interface RunSpec permits AppSpec, PodSpec {

  /** Its path. */
  AppId id();

  /** The version; empty in a definition that was never stored. */
  Optional<Version> version();

  /** How many instances are wanted. */
  int instances();

  /** What one instance takes from an agent, its executor included. */
  TaskResources resourcesPerInstance();

  /** Which agents it may use. */
  Placement placement();

  /** How it starts, restarts and is replaced. */
  Rollout rollout();

  /** Its labels. */
  Map<String, String> labels();

  /** Volumes that bind an instance to its agent; empty for most. */
  List<PersistentVolume> persistentVolumes();

  /** Whether it keeps data on its agent, so that an instance can only come back there. */
  default boolean isResident() {
    return !persistentVolumes().isEmpty();
  }

  /**
   * Which agents may be used.
   *
   * @param constraints all must hold
   * @param acceptedResourceRoles empty when not set: then the server's default behaviour holds
   *     ({@code any}: unreserved and the app's own role)
   * @param role the role of its reservations; empty from Marathons before 1.9
   */
  record Placement(
      List<Constraint> constraints,
      Optional<List<String>> acceptedResourceRoles,
      Optional<String> role) {

    /** Copies the lists. */
    public Placement {
      constraints = List.copyOf(constraints);
      acceptedResourceRoles = acceptedResourceRoles.map(List::copyOf);
    }
  }

  /** Which instances a scale-down takes first, among equals. */
  enum KillSelection {
    YOUNGEST_FIRST,
    OLDEST_FIRST
  }

  /**
   * How instances are replaced.
   *
   * @param upgrade how many are kept and added in a rolling upgrade
   * @param unreachable what happens when an agent is silent
   * @param backoff how failing launches are delayed
   * @param killSelection who goes first
   * @param killGracePeriod from SIGTERM to SIGKILL; empty for the executor's own (3 s)
   */
  record Rollout(
      UpgradeStrategy upgrade,
      UnreachableStrategy unreachable,
      Backoff backoff,
      KillSelection killSelection,
      Optional<Duration> killGracePeriod) {}

  /**
   * How far a rolling upgrade may go below and above the wanted number.
   *
   * @param minimumHealthCapacity 0 to 1, share of instances that stay healthy
   * @param maximumOverCapacity 0 to 1, share of instances that may run on top
   */
  record UpgradeStrategy(BigDecimal minimumHealthCapacity, BigDecimal maximumOverCapacity) {}

  /** The delay between launches of something that fails. */
  record Backoff(Duration initial, BigDecimal factor, Duration max) {}

  /**
   * A volume that lives on the agent.
   *
   * @param containerPath where the task sees it
   * @param type {@code root}, {@code path} or {@code mount}
   * @param sizeMiB its size
   * @param maxSizeMiB the largest disk that is taken for it, with type {@code mount}
   * @param constraints on the disk's attributes
   */
  record PersistentVolume(
      String containerPath,
      String type,
      BigDecimal sizeMiB,
      Optional<BigDecimal> maxSizeMiB,
      List<Constraint> constraints) {

    /** Copies the list. */
    public PersistentVolume {
      constraints = List.copyOf(constraints);
    }
  }
}

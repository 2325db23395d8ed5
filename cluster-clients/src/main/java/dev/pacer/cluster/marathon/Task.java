package dev.pacer.cluster.marathon;

import dev.pacer.cluster.AgentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task of an app as Marathon lists it. Listed tasks are not all alive: an instance that waits for
 * its next launch shows its dead task, and a launched one without a status shows as STAGING
 * (marathon.md 4.2). Pods' tasks are not listed.
 *
 * @param times when it was staged and started, of which version it is; empty for a dead one
 * @param health the results of the app's health checks; empty until the first result
 * @param localVolumeIds persistence ids of the volumes it holds
 */
public record Task(
    TaskId id,
    AppId app,
    TaskState state,
    Location location,
    Times times,
    List<HealthResult> health,
    List<String> localVolumeIds) {

  /** Copies the lists. */
  public Task {
    health = List.copyOf(health);
    localVolumeIds = List.copyOf(localVolumeIds);
  }

  /** Whether all health checks that reported say alive; false before the first result. */
  public boolean isHealthy() {
    return !health.isEmpty() && health.stream().allMatch(HealthResult::alive);
  }

  /**
   * Where it runs or ran.
   *
   * @param host the agent's host name
   * @param agent empty in answers that leave it out
   * @param region the agent's region, where it has one
   * @param zone the agent's zone, where it has one
   * @param ports its host ports; empty for a dead task
   * @param servicePorts filled in the list of all tasks only, empty under an app
   * @param role of the resources it uses
   */
  public record Location(
      String host,
      Optional<AgentId> agent,
      Optional<String> region,
      Optional<String> zone,
      List<Integer> ports,
      List<Integer> servicePorts,
      Optional<String> role) {

    /** Copies the lists. */
    public Location {
      ports = List.copyOf(ports);
      servicePorts = List.copyOf(servicePorts);
    }
  }

  /** When it was staged, when it started, and which version of the app it runs. */
  public record Times(
      Optional<Instant> stagedAt, Optional<Instant> startedAt, Optional<Version> version) {}

  /** What one health check last said. */
  public record HealthResult(
      boolean alive, int consecutiveFailures, Optional<String> lastFailureCause) {}
}

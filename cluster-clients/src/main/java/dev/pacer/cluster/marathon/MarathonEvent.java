package dev.pacer.cluster.marathon;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One event.
 *
 * @param type such as {@code deployment_success}
 * @param at Marathon's time; events do not come in its order
 * @param apps the apps and pods that it names
 * @param deployment the deployment that it names
 * @param payload the whole event as JSON
 */
public record MarathonEvent(
    String type,
    Instant at,
    Set<AppId> apps,
    Optional<DeploymentId> deployment,
    Definition payload) {

  /** Copies the set. */
  public MarathonEvent {
    apps = Set.copyOf(apps);
  }
}

package dev.pacer.cluster.marathon;

import java.util.Optional;

/**
 * A Marathon, whichever of its servers leads. Every method asks the world anew; none keeps state.
 *
 * <p>All methods throw {@link dev.pacer.cluster.PeerException}: unreachable (no answer, or nobody
 * leads), refused (401, 403, and 4xx that the method's result cannot say), or answer not
 * understood. A change whose answer was lost says so with {@link
 * dev.pacer.cluster.PeerException#mayHaveBeenDone()}: look at the app and its deployments before
 * sending it again. Reads are retried, changes never are.
 *
 * <p>Marathon has no compare-and-set: of two writers the last one wins.
 */
public interface MarathonClient {

  /** Apps. */
  MarathonApps apps();

  /** Groups. */
  MarathonGroups groups();

  /** Pods. */
  MarathonPods pods();

  /** Tasks of apps. */
  MarathonTasks tasks();

  /** Instances that wait. */
  MarathonQueue queue();

  /** Changes under way. */
  MarathonDeployments deployments();

  /** {@code GET /v2/info}: version, leader, framework and flags. */
  MarathonInfo info();

  /** {@code GET /v2/leader}: {@code host:port} of the leader, empty while there is none (404). */
  Optional<String> leader();

  /**
   * {@code DELETE /v2/leader}: the leader steps down and its process exits; a supervisor must start
   * it again. False when there was no leader.
   */
  boolean abdicateLeader();

  /**
   * {@code GET /ping}: whether a leader answers. A standby passes the question on, so a true does
   * not tell that the server asked is well, and all fail while nobody leads.
   */
  boolean ping();
}

package dev.pacer.cluster.marathon;

import java.util.List;

/** Changes under way; failures as {@link MarathonClient} says. */
public interface MarathonDeployments {

  /** {@code GET /v2/deployments}: all that run now; one that ended is not in it. */
  List<Deployment> list();

  /**
   * {@code DELETE /v2/deployments/{id}?force=false}: starts a new, forced deployment that goes back
   * (of a creation: the app is removed). It lowers {@code instances} as any scale-down does, so it
   * can kill running tasks first (marathon.md T1).
   */
  ChangeOutcome rollBack(DeploymentId id);

  /**
   * {@code DELETE /v2/deployments/{id}?force=true}: stops it where it is and undoes nothing: the
   * app keeps its new definition, a mix of tasks, and what was queued still starts. False when
   * there is no such deployment.
   */
  boolean abandon(DeploymentId id);
}

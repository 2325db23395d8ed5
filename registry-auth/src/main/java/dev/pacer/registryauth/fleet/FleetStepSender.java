package dev.pacer.registryauth.fleet;

import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.registryauth.fleet.plan.FleetStep;

/**
 * Sends a step. What came of it shows at the next look; a lost answer too. Throws {@link
 * dev.pacer.cluster.PeerException} when Marathon does not answer.
 */
public final class FleetStepSender {

  private final MarathonClient marathon;
  private final AppId app;

  public FleetStepSender(MarathonClient marathon, AppId app) {
    this.marathon = marathon;
    this.app = app;
  }

  /** What Marathon said to it, in words. */
  public String send(FleetStep step) {
    if (step instanceof FleetStep.Raise raise) {
      return said(marathon.apps().scale(app, raise.to(), LockPolicy.RESPECT));
    }
    if (step instanceof FleetStep.Release release) {
      return said(marathon.tasks().killAndScale(release.tasks(), LockPolicy.RESPECT));
    }
    if (step instanceof FleetStep.Unlock unlock) {
      return marathon.deployments().abandon(unlock.deployment())
          ? "abandoned deployment " + unlock.deployment()
          : "deployment " + unlock.deployment() + " had ended";
    }
    throw new IllegalStateException("there is no other step than " + step);
  }

  private static String said(ChangeOutcome outcome) {
    return outcome.explanation();
  }
}

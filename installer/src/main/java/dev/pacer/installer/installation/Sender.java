package dev.pacer.installer.installation;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.GroupId;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonClient;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends one change. Where the answer was lost it looks whether the change was made, and never sends
 * it twice by itself.
 */
public final class Sender {
  private final MarathonClient marathon;
  private final LockPolicy lock;

  public Sender(MarathonClient marathon, LockPolicy lock) {
    this.marathon = marathon;
    this.lock = lock;
  }

  /** Creates an app or a group. */
  public ChangeOutcome create(PlanReader.Planned plan) {
    return looking(
        () ->
            plan.group()
                ? marathon.groups().create(plan.toSend(), lock)
                : marathon.apps().create(plan.toSend(), lock),
        () -> exists(plan.id(), plan.group()));
  }

  /** Replaces an app's or a group's definition. A repetition is harmless: it says the same. */
  public ChangeOutcome replace(PlanReader.Planned plan) {
    return plan.group()
        ? marathon.groups().put(new GroupId(plan.id()), plan.toSend(), lock)
        : marathon.apps().replace(new AppId(plan.id()), plan.toSend(), lock);
  }

  /** Removes it with everything in it, volumes included. */
  public ChangeOutcome remove(Installation installation) {
    return looking(
        () ->
            installation.group()
                ? marathon.groups().delete(new GroupId(installation.id()), lock)
                : marathon.apps().delete(new AppId(installation.id()), lock),
        () -> !exists(installation.id(), installation.group()));
  }

  private boolean exists(String id, boolean group) {
    return group
        ? marathon.groups().find(new GroupId(id)).isPresent()
        : marathon.apps().find(new AppId(id)).isPresent();
  }

  private static ChangeOutcome looking(Supplier<ChangeOutcome> change, Supplier<Boolean> wasMade) {
    try {
      return change.get();
    } catch (PeerException e) {
      if (e.mayHaveBeenDone() && wasMade.get()) {
        return new ChangeOutcome.Accepted(Optional.empty(), Optional.empty(), false);
      }
      throw e;
    }
  }
}

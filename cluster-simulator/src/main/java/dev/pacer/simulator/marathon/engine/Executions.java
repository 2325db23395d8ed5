package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.instance.Goal;
import dev.pacer.simulator.marathon.instance.Instance;

/** Ends of single instances by order of somebody. */
public final class Executions {

  private final LaunchQueue queue;
  private final Killer killer;

  public Executions(LaunchQueue queue, Killer killer) {
    this.queue = queue;
    this.killer = killer;
  }

  public boolean isBeingKilled(String instanceId) {
    return killer.isBeingKilled(instanceId);
  }

  /** Ends the task; the instance is launched again. */
  public void restart(Instance instance) {
    killer.restart(instance);
  }

  /** Ends the instance with all it holds; a new one takes its place. */
  public void replace(Instance instance) {
    boolean wanted = instance.goal() == Goal.RUNNING;
    killer.decommission(instance);
    if (wanted) {
      queue.add(instance.spec(), 1);
    }
  }
}

package dev.pacer.view;

import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.Executor;
import dev.pacer.cluster.mesos.Task;
import java.util.List;
import java.util.Optional;

/**
 * A registered agent, the machine under it, and what is on it.
 *
 * @param machine empty for an agent that is in none of the groups (E30: only read)
 * @param tasks live and pending ones
 * @param inMaintenance its machine is in the maintenance schedule (E25)
 */
public record AgentOnMachine(
    Agent agent,
    Optional<Machine> machine,
    List<Task> tasks,
    List<Executor> executors,
    boolean inMaintenance) {

  public AgentOnMachine {
    tasks = List.copyOf(tasks);
    executors = List.copyOf(executors);
  }

  /** May Marathon get offers of it (F1)? Maintenance is a matter of its window. */
  public boolean isOfferable() {
    return agent.status().active()
        && !agent.status().deactivated()
        && agent.status().drain() == null;
  }

  /** Holds data or a promise of room even when no task is there (S2). */
  public boolean holdsReservations() {
    return agent.resources().total().dynamicallyReserved()
        || !agent.resources().total().persistentVolumes().nothing();
  }
}

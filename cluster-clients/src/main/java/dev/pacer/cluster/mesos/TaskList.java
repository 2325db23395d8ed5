package dev.pacer.cluster.mesos;

import java.util.List;

/**
 * All tasks, by where the master keeps them.
 *
 * @param pending accepted and not yet launched (being authorised)
 * @param live on a registered agent: what occupies an agent
 * @param unreachable on an agent that is in no list; they may still run
 * @param completed ended, and ghosts that say RUNNING (M14): never to be judged by their state
 */
public record TaskList(
    List<Task> pending, List<Task> live, List<Task> unreachable, List<Task> completed) {
  public TaskList {
    pending = List.copyOf(pending);
    live = List.copyOf(live);
    unreachable = List.copyOf(unreachable);
    completed = List.copyOf(completed);
  }
}

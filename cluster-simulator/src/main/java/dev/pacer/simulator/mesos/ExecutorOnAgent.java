package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.FrameworkSpec;
import java.util.List;

/**
 * An executor as its agent knows it: a command executor of one task, or the default executor of a
 * group.
 *
 * @param command whether it is a command executor, whose own 0.1 cpus and 32 MiB only the agent
 *     counts
 * @param own the executor's own share
 * @param tasks not acknowledged as ended
 * @param ended over and reported, oldest first
 * @param terminated over, and never acknowledged
 */
public record ExecutorOnAgent(
    String frameworkId,
    FrameworkSpec framework,
    String id,
    boolean command,
    String containerId,
    long pid,
    Resources own,
    String role,
    List<TaskView> tasks,
    List<TaskView> ended,
    List<TaskView> terminated) {
  public ExecutorOnAgent {
    tasks = List.copyOf(tasks);
    ended = List.copyOf(ended);
    terminated = List.copyOf(terminated);
  }

  /** Whether nothing of it runs any more. */
  public boolean completed() {
    return tasks.isEmpty();
  }

  /** Its own share and its running tasks'. */
  public Resources resources() {
    Resources sum = own;
    for (TaskView task : tasks) {
      sum = sum.plus(task.resources());
    }
    return sum;
  }
}

package dev.pacer.registryauth.fleet.plan;

import dev.pacer.cluster.marathon.DeploymentId;
import dev.pacer.cluster.marathon.TaskId;
import java.util.List;

/** One change of the app, with its reason. A step sent twice does no more than once. */
public sealed interface FleetStep {

  /** Why, in one sentence. */
  String reason();

  /** More instances: agents have none, and none waits for a place. */
  record Raise(int from, int to, String reason) implements FleetStep {}

  /**
   * These tasks are killed by name and the number falls with them. It is never lowered otherwise:
   * that kills running instances first (marathon.md T1).
   *
   * @param expected how many instances are wanted afterwards
   */
  record Release(List<TaskId> tasks, int expected, String reason) implements FleetStep {

    /** Copies the list. */
    public Release {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * A deployment that locks the app is ended where it is. It undoes nothing: what waits goes on
   * waiting (marathon.md 6.4, T17).
   */
  record Unlock(DeploymentId deployment, String reason) implements FleetStep {}
}

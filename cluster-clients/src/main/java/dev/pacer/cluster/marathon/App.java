package dev.pacer.cluster.marathon;

import dev.pacer.cluster.AgentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An app and what is known of its instances.
 *
 * @param counts empty where the answer carried none (apps inside groups, versions)
 * @param tasks empty where not asked for; see {@link Task}
 * @param deployments those that lock it now
 * @param lastTaskFailure the last one since the app was created or the leader changed
 * @param readiness results of its readiness checks while a deployment watches them
 */
public record App(
    AppSpec spec,
    Optional<Counts> counts,
    List<Task> tasks,
    List<DeploymentId> deployments,
    Optional<TaskFailure> lastTaskFailure,
    List<Readiness> readiness) {

  /** Copies the lists. */
  public App {
    tasks = List.copyOf(tasks);
    deployments = List.copyOf(deployments);
    readiness = List.copyOf(readiness);
  }

  /** Its path. */
  public AppId id() {
    return spec.id();
  }

  /**
   * Marathon's counts. A task in STARTING or UNREACHABLE is in none of them; running counts old and
   * new ones of an upgrade together; healthy stays 0 without health checks.
   */
  public record Counts(int staged, int running, int healthy, int unhealthy) {}

  /**
   * The last task that failed. A finished task sets none.
   *
   * @param agent empty where Marathon does not know it
   */
  public record TaskFailure(
      TaskId task,
      TaskState state,
      String message,
      String host,
      Optional<AgentId> agent,
      Instant at,
      Optional<Version> version) {}

  /**
   * A readiness check's last result.
   *
   * @param lastStatus the HTTP status it got; 504 stands for "could not be asked"
   */
  public record Readiness(String name, TaskId task, boolean ready, Optional<Integer> lastStatus) {}
}

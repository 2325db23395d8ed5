package dev.pacer.cluster.mesos;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an agent says of itself.
 *
 * @param id empty until it has registered
 * @param flags its start flags, all as text; unset ones are absent
 */
public record AgentReport(
    String id,
    String pid,
    String hostname,
    String version,
    Map<String, String> flags,
    List<RunningExecutor> executors) {
  public AgentReport {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(pid, "pid");
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(version, "version");
    flags = Map.copyOf(flags);
    executors = List.copyOf(executors);
  }

  /**
   * An executor on the agent, those of command tasks included.
   *
   * @param container the id of its container
   * @param directory its sandbox on the agent's disk
   * @param tasks what runs in it
   * @param queued what waits for it to come up
   */
  public record RunningExecutor(
      FrameworkId framework,
      ExecutorId id,
      String container,
      String directory,
      List<TaskId> tasks,
      List<TaskId> queued) {
    public RunningExecutor {
      Objects.requireNonNull(framework, "framework");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(container, "container");
      Objects.requireNonNull(directory, "directory");
      tasks = List.copyOf(tasks);
      queued = List.copyOf(queued);
    }
  }

  /** Whether its command executors obey the grace period of a drain (M6). */
  public boolean commandExecutorsObeyGrace() {
    return "true".equals(flags.get("http_command_executor"));
  }
}

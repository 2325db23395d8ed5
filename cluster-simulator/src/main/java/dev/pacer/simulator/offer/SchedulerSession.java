package dev.pacer.simulator.offer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The master's side of the conversation with one framework: what the framework may ask. */
public interface SchedulerSession {

  /**
   * Uses offers of one agent: {@code operations} in order; what is left over is refused for {@code
   * refuse}. The outcome of each launch is told as a status.
   */
  void accept(Collection<String> offerIds, List<Operation> operations, Duration refuse);

  /**
   * Refuses an offer; the same resources are not offered again for {@code refuse} (Mesos' default:
   * 5 s).
   */
  void decline(Collection<String> offerIds, Duration refuse);

  /** Forgets all refusals and ends a suppression. */
  void revive();

  /** No offers until {@link #revive}. */
  void suppress();

  /** Asks for a task's end, within its own kill policy. */
  void kill(String taskId);

  /**
   * Asks for the state of these tasks; of all when empty. Unknown ones are told as UNKNOWN (or
   * LOST).
   */
  void reconcile(Collection<String> taskIds);

  /** The framework leaves for good: its tasks are killed. */
  void teardown();

  /**
   * The framework's process dies or loses the network: the session ends, tasks go on for the
   * failover timeout.
   */
  void disconnect();

  /** What can be done with an offer. */
  sealed interface Operation {
    /** Launches; members of one task group share {@link Launch#group()}. */
    record LaunchTasks(List<Launch> tasks) implements Operation {
      public LaunchTasks {
        tasks = List.copyOf(tasks);
      }
    }

    /**
     * Launches a task group under one default executor, all of it or nothing.
     *
     * @param executorResources the executor's own share, charged as long as one member lives
     */
    record LaunchGroup(List<Resource> executorResources, List<Launch> tasks) implements Operation {
      public LaunchGroup {
        executorResources = List.copyOf(executorResources);
        tasks = List.copyOf(tasks);
      }
    }

    record Reserve(List<Resource> resources) implements Operation {
      public Reserve {
        resources = List.copyOf(resources);
      }
    }

    record Unreserve(List<Resource> resources) implements Operation {
      public Unreserve {
        resources = List.copyOf(resources);
      }
    }

    record Create(List<Resource> volumes) implements Operation {
      public Create {
        volumes = List.copyOf(volumes);
      }
    }

    record Destroy(List<Resource> volumes) implements Operation {
      public Destroy {
        volumes = List.copyOf(volumes);
      }
    }
  }
}

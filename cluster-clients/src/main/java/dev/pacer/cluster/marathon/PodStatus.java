package dev.pacer.cluster.marathon;

import dev.pacer.cluster.AgentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pod and its instances.
 *
 * @param state DEGRADED with no instances means: before the first offer
 * @param since when it came into that state
 */
public record PodStatus(PodSpec spec, State state, Instant since, List<Instance> instances) {

  /** Copies the list. */
  public PodStatus {
    instances = List.copyOf(instances);
  }

  /** Its path. */
  public AppId id() {
    return spec.id();
  }

  /** The state of a pod or of an instance; a pod is never PENDING or STAGING. */
  public enum State {
    PENDING,
    STAGING,
    STABLE,
    DEGRADED,
    TERMINAL,
    /** A state that we do not know. */
    UNRECOGNISED
  }

  /**
   * One instance.
   *
   * @param host the agent's host name; empty before the launch
   * @param agent empty before the launch
   * @param resources of the containers and the executor together
   */
  public record Instance(
      InstanceId id,
      State state,
      Instant since,
      Optional<String> host,
      Optional<AgentId> agent,
      TaskResources resources,
      List<ContainerStatus> containers) {

    /** Copies the list. */
    public Instance {
      containers = List.copyOf(containers);
    }
  }

  /**
   * One container of an instance.
   *
   * @param task the task's id; empty before the launch
   */
  public record ContainerStatus(
      String name, TaskState state, Optional<TaskId> task, List<Endpoint> endpoints) {

    /** Copies the list. */
    public ContainerStatus {
      endpoints = List.copyOf(endpoints);
    }
  }

  /** A port that was given to a container; healthy is empty without a health check. */
  public record Endpoint(
      String name, Optional<Integer> allocatedHostPort, Optional<Boolean> healthy) {}
}

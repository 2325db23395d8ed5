package dev.pacer.simulator.offer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How tasks behave once launched: the scenario's word on what the programs of the simulated world
 * do.
 */
public interface Workload {

  /** How this task is going to behave. Asked once per launch, on the agent. */
  Behaviour of(Launch launch);

  /**
   * A task's life.
   *
   * @param fetch how long it stays STAGING: image pull and fetch
   * @param start from STARTING to RUNNING
   * @param runsFor how long it runs before it ends by itself; null: until killed
   * @param exitCode of that end; 0 is FINISHED, others FAILED; 137: killed by signal 9, and so on
   * @param failure replaces STARTING: the launch fails after {@code fetch} with this message; null:
   *     it does not
   * @param ignoresTerm whether it ignores SIGTERM, and so lasts for the whole kill policy
   * @param stopsAfter how long it takes to end after SIGTERM
   * @param healthyAfter when health and readiness checks start to pass; null: never
   * @param unhealthyAfter when they stop passing again; null: never
   */
  record Behaviour(
      Duration fetch,
      Duration start,
      @Nullable Duration runsFor,
      int exitCode,
      @Nullable String failure,
      boolean ignoresTerm,
      Duration stopsAfter,
      @Nullable Duration healthyAfter,
      @Nullable Duration unhealthyAfter) {

    /**
     * A well-behaved service: half a second from launch to running, as measured (marathon.md 13).
     */
    public static Behaviour service() {
      return new Behaviour(
          Duration.ofMillis(300),
          Duration.ofMillis(100),
          null,
          0,
          null,
          false,
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          null);
    }
  }
}

package dev.pacer.registryauth.fleet.plan;

import dev.pacer.cluster.marathon.DeploymentId;
import dev.pacer.cluster.marathon.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Agents and the app, read at one time.
 *
 * @param readAt when
 * @param agents those that are to have an instance, by host name
 * @param doubt why the list of agents may not be whole; empty when it can be trusted
 * @param app empty when Marathon has no such app
 */
public record FleetFacts(
    Instant readAt, Set<String> agents, Optional<String> doubt, Optional<AppFacts> app) {

  /** Copies the set. */
  public FleetFacts {
    agents = Set.copyOf(agents);
  }

  /**
   * The app.
   *
   * @param instances how many are wanted
   * @param queued how many wait for a launch, or were launched without a status yet
   * @param places its tasks that are not over; one whose agent is gone may be listed long after it
   *     was let go
   * @param lock the deployment that locks it; empty when none does
   * @param faults what in its definition keeps it from being one per agent; then nothing is done
   * @param advice what in its definition had better be otherwise
   */
  public record AppFacts(
      int instances,
      int queued,
      List<Place> places,
      Optional<Lock> lock,
      List<String> faults,
      List<String> advice) {

    /** Copies the lists. */
    public AppFacts {
      places = List.copyOf(places);
      faults = List.copyOf(faults);
      advice = List.copyOf(advice);
    }

    /** How many tasks are on agents that are there. */
    int live() {
      return (int) places.stream().filter(place -> place.where() != Where.NOWHERE).count();
    }

    /**
     * How many of the tasks without an agent still count among the wanted instances; the others
     * were let go, and Marathon only has not forgotten them. Rather too few than too many: one
     * named too much costs a running one.
     */
    int kept() {
      return Math.max(0, Math.min(places.size() - live(), instances - queued - live()));
    }
  }

  /**
   * A task that is not over, and where.
   *
   * @param working whether it runs and no health check says otherwise
   * @param where what is known of its agent
   * @param dying whether it is being killed already
   */
  public record Place(TaskId task, String host, boolean working, Where where, boolean dying) {}

  /** What is known of a task's agent. */
  public enum Where {
    /** It is to have an instance. */
    ACTIVE,
    /** It is deactivated, draining or scheduled for maintenance. */
    LEAVING,
    /** It is in no list, or lost its connection. Another agent may have its host name by now. */
    NOWHERE
  }

  /**
   * A deployment that locks the app.
   *
   * @param scaleOnly whether it does nothing but change this app's number of instances
   */
  public record Lock(DeploymentId deployment, boolean scaleOnly) {}

  /** Who has an instance that works. */
  public Coverage coverage() {
    Map<Boolean, List<String>> split =
        agents.stream().sorted().collect(Collectors.partitioningBy(this::works));
    return new Coverage(agents.size(), split.getOrDefault(false, List.of()));
  }

  private boolean works(String host) {
    return app.stream()
        .flatMap(facts -> facts.places().stream())
        .anyMatch(
            place -> place.host().equals(host) && place.where() == Where.ACTIVE && place.working());
  }

  /**
   * How far the fleet is covered.
   *
   * @param agents those that are to have an instance
   * @param uncovered host names of those that have none that works, sorted
   */
  public record Coverage(int agents, List<String> uncovered) {

    /** Copies the list. */
    public Coverage {
      uncovered = List.copyOf(uncovered);
    }

    /** How many have one that works. */
    public int covered() {
      return agents - uncovered.size();
    }
  }
}

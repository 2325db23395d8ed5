package dev.pacer.autoscaler.journal;

import dev.pacer.view.MachineTemplate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What earlier cycles saw and no reading tells (H5), one component per kind.
 *
 * @param sightings since when things are as they are
 * @param templates what machines of a group were seen to offer, by group and type
 * @param agents which agents were there, and which were lost
 * @param marathonLeader who led Marathon, and since when by our own clock
 * @param proposal what the last cycle wanted
 * @param cooldowns until when an agent is left alone, by agent id
 */
public record Memory(
    Sightings sightings,
    Map<String, MachineTemplate> templates,
    AgentWatch agents,
    Optional<LeaderSeen> marathonLeader,
    Proposal proposal,
    Map<String, Instant> cooldowns) {

  public static final Memory EMPTY =
      new Memory(
          new Sightings(Map.of(), Map.of(), Map.of(), Set.of()),
          Map.of(),
          new AgentWatch(Set.of(), Map.of()),
          Optional.empty(),
          new Proposal(Map.of(), Set.of()),
          Map.of());

  /**
   * Since when, by our own clock.
   *
   * @param demand first seen waiting, by app id
   * @param emptyAgents first seen empty without a break, by agent id
   * @param gaps first seen with fewer machines than desired, by group
   * @param registered machines that have carried an agent
   */
  public record Sightings(
      Map<String, Instant> demand,
      Map<String, Instant> emptyAgents,
      Map<String, Instant> gaps,
      Set<String> registered) {
    public Sightings {
      demand = Map.copyOf(demand);
      emptyAgents = Map.copyOf(emptyAgents);
      gaps = Map.copyOf(gaps);
      registered = Set.copyOf(registered);
    }
  }

  /**
   * Agents seen last, and agents that vanished without our doing.
   *
   * @param lost when each vanished, for the last quarter of an hour
   */
  public record AgentWatch(Set<String> present, Map<String, Instant> lost) {
    public AgentWatch {
      present = Set.copyOf(present);
      lost = Map.copyOf(lost);
    }
  }

  /** A leader and since when it was seen. */
  public record LeaderSeen(String leader, Instant since) {}

  /**
   * What the last cycle would have done (two identical plans, 5.4).
   *
   * @param raises wanted desired capacity by group
   * @param removals ids of agents that were to go
   */
  public record Proposal(Map<String, Integer> raises, Set<String> removals) {
    public Proposal {
      raises = Map.copyOf(raises);
      removals = Set.copyOf(removals);
    }
  }

  public Memory {
    templates = Map.copyOf(templates);
    cooldowns = Map.copyOf(cooldowns);
  }
}

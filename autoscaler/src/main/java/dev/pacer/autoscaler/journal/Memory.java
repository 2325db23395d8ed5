package dev.pacer.autoscaler.journal;

import dev.pacer.view.MachineTemplate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What earlier cycles saw and no reading tells (H5), one component per kind.
 *
 * @param sightings since when things are as they are
 * @param templates what machines of a group were seen to offer, by group and type
 * @param agents which agents were there, and which were lost
 * @param marathonLeader who led Marathon, and since when by our own clock
 * @param proposal what the last cycle wanted
 * @param restraint what must not be done again yet
 * @param sizes how long each source's list was when it was last believed
 */
public record Memory(
    Sightings sightings,
    Map<String, MachineTemplate> templates,
    AgentWatch agents,
    Optional<LeaderSeen> marathonLeader,
    Proposal proposal,
    Restraint restraint,
    Map<String, Size> sizes) {

  public static final Memory EMPTY =
      new Memory(
          new Sightings(Map.of(), Map.of(), Map.of(), Set.of()),
          Map.of(),
          new AgentWatch(Set.of(), Map.of()),
          Optional.empty(),
          new Proposal(Map.of(), Set.of()),
          Restraint.NONE,
          Map.of());

  /**
   * Since when, by our own clock.
   *
   * @param demand first seen waiting, by app id
   * @param spareAgents first seen empty or able to be emptied, without a break, by agent id
   * @param gaps first seen with fewer machines than desired, by group
   * @param registered machines that have carried an agent
   */
  public record Sightings(
      Map<String, Instant> demand,
      Map<String, Instant> spareAgents,
      Map<String, Instant> gaps,
      Set<String> registered) {
    public Sightings {
      demand = Map.copyOf(demand);
      spareAgents = Map.copyOf(spareAgents);
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
    public static final Proposal NONE = new Proposal(Map.of(), Set.of());

    public Proposal {
      raises = Map.copyOf(raises);
      removals = Set.copyOf(removals);
    }
  }

  /**
   * What holds us back, and must survive a change of leader.
   *
   * @param cooldowns until when an agent or an app is left alone, by agent id or app id
   * @param breakers kinds of machines that AWS did not deliver, by {@link Breaker#key}
   * @param ledger what was bought and removed within the last hour, oldest first
   */
  public record Restraint(
      Map<String, Instant> cooldowns, Map<String, Breaker> breakers, List<Entry> ledger) {
    public static final Restraint NONE = new Restraint(Map.of(), Map.of(), List.of());

    public Restraint {
      cooldowns = Map.copyOf(cooldowns);
      breakers = Collections.unmodifiableMap(new TreeMap<>(breakers));
      ledger = List.copyOf(ledger);
    }
  }

  /**
   * A stop for one group, zone and type after a launch that failed (L6).
   *
   * @param until nothing is bought there before
   * @param failures how many in a row; each doubles the wait
   * @param lastFailure the newest failed activity that has been counted
   */
  public record Breaker(Instant until, int failures, Instant lastFailure, String cause) {

    /** How a breaker is named; an empty part stands for any. */
    public static String key(String group, String zone, String type) {
      return group + "/" + zone + "/" + type;
    }
  }

  /**
   * One change of a pool's size that we asked for.
   *
   * @param machines more than 0: bought; less: removed
   * @param microDollars what they cost per hour, in millionths of a dollar; 0 where no price is
   *     known
   */
  public record Entry(Instant at, String pool, int machines, long microDollars) {}

  /**
   * A source's list.
   *
   * @param entries how many it had when it was last believed
   * @param emptied how many times in a row it has been empty since
   */
  public record Size(int entries, int emptied) {}

  public Memory {
    templates = Map.copyOf(templates);
    sizes = Map.copyOf(sizes);
  }

  public Memory withProposal(Proposal other) {
    return new Memory(sightings, templates, agents, marathonLeader, other, restraint, sizes);
  }

  public Memory withRestraint(Restraint other) {
    return new Memory(sightings, templates, agents, marathonLeader, proposal, other, sizes);
  }

  /** The same with more entries in the ledger. */
  public Memory withEntries(List<Entry> more) {
    List<Entry> ledger = new java.util.ArrayList<>(restraint.ledger());
    ledger.addAll(more);
    return withRestraint(new Restraint(restraint.cooldowns(), restraint.breakers(), ledger));
  }

  /** The same with more cooldowns. */
  public Memory withCooldowns(Map<String, Instant> more) {
    Map<String, Instant> cooldowns = new TreeMap<>(restraint.cooldowns());
    cooldowns.putAll(more);
    return withRestraint(new Restraint(cooldowns, restraint.breakers(), restraint.ledger()));
  }
}

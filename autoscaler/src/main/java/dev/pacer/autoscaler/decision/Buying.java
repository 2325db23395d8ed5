package dev.pacer.autoscaler.decision;

import dev.pacer.autoscaler.journal.AgentDrain;
import dev.pacer.autoscaler.journal.Memory;
import dev.pacer.autoscaler.plan.Plan;
import dev.pacer.autoscaler.plan.Step;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.pack.Pending;
import dev.pacer.placement.pack.Placed;
import dev.pacer.placement.pack.PlacementRun;
import dev.pacer.placement.pack.Shortfall;
import dev.pacer.placement.pack.ShortfallPlan;
import dev.pacer.placement.pack.Source;
import dev.pacer.view.Demand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Places what waits on what is there and on its way (N5), and buys for the rest (N6, N7). */
final class Buying {

  private final Situation situation;
  private final IntentReview intents;
  private final Memory memory;
  private final List<PoolView> pools;
  private final Collection<AgentDrain> drains;
  private final Map<String, String> kindOfRoom = new LinkedHashMap<>();
  private final Map<String, Integer> wanted = new TreeMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Memory.Entry> bought = new ArrayList<>();
  private final List<Plan.Deferred> deferred = new ArrayList<>();
  private PlacementRun.Result placement = new PlacementRun.Result(List.of(), List.of());
  private ShortfallPlan shortfall = new ShortfallPlan(Map.of(), List.of(), List.of(), List.of());

  Buying(
      Situation situation,
      IntentReview intents,
      Memory memory,
      List<PoolView> pools,
      Collection<AgentDrain> drains) {
    this.situation = situation;
    this.intents = intents;
    this.memory = memory;
    this.pools = pools;
    this.drains = drains;
  }

  /**
   * @param blocked names of the pools in which nothing may be bought now
   */
  void decide(Set<String> blocked) {
    Demand demand = situation.demand();
    List<Room> rooms = new ArrayList<>();
    situation
        .supply()
        .free(situation.inventory(), situation.mesos(), situation.now())
        .forEach(room -> add(rooms, room, "free"));
    drainingRooms().forEach(room -> add(rooms, room, "draining"));
    pools.forEach(pool -> pool.arriving().forEach(room -> add(rooms, room, "arriving")));
    placement = new PlacementRun(demand.settings()).place(demand.pending(), rooms);
    List<Source> sources =
        pools.stream()
            .flatMap(pool -> pool.sources(!blocked.contains(pool.pool().name())).stream())
            .toList();
    shortfall = new Shortfall(demand.settings()).plan(placement.unplaced(), sources);
    for (PoolView pool : pools) {
      raise(pool, blocked.contains(pool.pool().name()));
    }
  }

  private void add(List<Room> rooms, Room room, String kind) {
    rooms.add(room);
    kindOfRoom.put(room.id(), kind);
  }

  /** Room of agents that are being removed and could be taken back (N5, L18). */
  private List<Room> drainingRooms() {
    return drains.stream()
        .filter(Buying::canBeTakenBack)
        .flatMap(drain -> situation.agent(drain.agent()).stream())
        .filter(agent -> agent.agent().status().drain() == null && !agent.isOfferable())
        .map(agent -> situation.supply().room(agent, situation.mesos(), situation.now()))
        .toList();
  }

  private static boolean canBeTakenBack(AgentDrain drain) {
    return switch (drain.state()) {
      case CANDIDATE, DEACTIVATED, EMPTY, ABORTING -> true;
      case TERMINATING, GONE -> false;
    };
  }

  private void raise(PoolView pool, boolean blocked) {
    int floor = pool.pool().limits().min() - pool.size();
    int room = pool.room();
    long spent = 0;
    for (AutoScalingGroup group : pool.groups()) {
      String name = group.name().text();
      int desired = intents.desired(group);
      int machines = shortfall.machines().getOrDefault(name, 0);
      boolean awaited = intents.openRaise(group.name()).isPresent();
      boolean stopped = blocked || awaited || pool.broken(group).isPresent();
      String reason = "nothing has room for " + forWhom(name);
      if (machines == 0 && floor > 0 && !stopped) {
        machines = Math.max(0, Math.min(floor, group.capacity().max() - desired));
        reason = "the pool is below its minimum of " + pool.pool().limits().min();
      }
      // Caps are the pool's: what one group takes is not there for the next (G11).
      machines = Math.min(machines, Math.min(room, pool.affordable(group, spent)));
      long price = pool.priceOf(group).orElse(0);
      floor -= machines;
      room -= machines;
      spent += machines * price;
      want(pool, group, desired, machines, reason);
    }
  }

  /** A raise is due when the cycle before wanted at least as much (two identical plans, D9). */
  private void want(
      PoolView pool, AutoScalingGroup group, int desired, int machines, String reason) {
    if (machines <= 0) {
      return;
    }
    wanted.put(group.name().text(), desired + machines);
    Integer before = memory.proposal().raises().get(group.name().text());
    int target = before == null ? desired : Math.min(desired + machines, before);
    if (target > desired) {
      steps.add(new Step.RaiseDesired(group.name(), group.capacity().desired(), target, reason));
      bought.add(
          new Memory.Entry(
              situation.now(),
              pool.pool().name(),
              target - desired,
              pool.priceOf(group).orElse(0)));
    } else {
      deferred.add(
          new Plan.Deferred(
              new Step.RaiseDesired(
                  group.name(), group.capacity().desired(), desired + machines, reason),
              "the next cycle sees the same"));
    }
  }

  /** What the steps buy, for the caps of the next hour. */
  List<Memory.Entry> bought() {
    return bought;
  }

  private String forWhom(String group) {
    Map<String, Long> perApp =
        shortfall.placed().stream()
            .filter(placed -> placed.room().startsWith(group + "+"))
            .collect(Collectors.groupingBy(Placed::spec, TreeMap::new, Collectors.counting()));
    return perApp.entrySet().stream()
        .map(e -> "%d of %s".formatted(e.getValue(), e.getKey()))
        .collect(Collectors.joining(", "));
  }

  List<Step> steps() {
    return steps;
  }

  List<Plan.Deferred> deferred() {
    return deferred;
  }

  /** What was wanted, for the next cycle to compare with. */
  Map<String, Integer> wanted() {
    return wanted;
  }

  List<ShortfallPlan.Impossible> impossible() {
    return shortfall.impossible();
  }

  /** Agents whose removal is to be taken back, because something that waits fits on them. */
  Set<String> wantedBack() {
    return roomsUsed("draining");
  }

  /** Agents on which something that waits is expected to start. */
  Set<String> expectedToFill() {
    return roomsUsed("free");
  }

  private Set<String> roomsUsed(String kind) {
    Set<String> used = new HashSet<>();
    for (Placed placed : placement.placed()) {
      if (kind.equals(kindOfRoom.get(placed.room()))) {
        used.add(placed.room());
      }
    }
    return used;
  }

  /** What will come of everything that waits. */
  List<Plan.Waiting> waiting() {
    List<Plan.Waiting> waiting = new ArrayList<>();
    Map<String, Map<String, Integer>> outlooks = new TreeMap<>();
    for (Placed placed : placement.placed()) {
      String outlook =
          switch (kindOfRoom.getOrDefault(placed.room(), "")) {
            case "free" -> "fits on agent " + placed.room() + " now; Marathon has to be offered it";
            case "draining" -> "fits on agent " + placed.room() + ", which is taken back";
            default -> "fits on " + placed.room() + ", which is on its way";
          };
      count(outlooks, placed.spec(), outlook, 1);
    }
    for (Placed placed : shortfall.placed()) {
      String group = placed.room().substring(0, placed.room().lastIndexOf('+'));
      count(outlooks, placed.spec(), "needs a machine of " + group, 1);
    }
    for (ShortfallPlan.Impossible impossible : shortfall.impossible()) {
      String misses =
          impossible.misses().stream().map(Object::toString).collect(Collectors.joining("; "));
      count(
          outlooks,
          impossible.spec(),
          impossible.misses().isEmpty()
              ? "no pool has a known kind of machine"
              : "can never start on a new machine: " + misses,
          impossible.count());
    }
    for (ShortfallPlan.Limited limited : shortfall.limited()) {
      count(
          outlooks,
          limited.spec(),
          "a machine of %s would hold it, but none may be bought now"
              .formatted(String.join(" or ", limited.groups())),
          limited.count());
    }
    outlooks.forEach(
        (app, perOutlook) ->
            perOutlook.forEach((outlook, n) -> waiting.add(new Plan.Waiting(app, n, outlook))));
    for (Demand.Held held : situation.demand().held()) {
      waiting.add(new Plan.Waiting(held.app(), held.count(), held.why()));
    }
    return waiting;
  }

  private static void count(
      Map<String, Map<String, Integer>> outlooks, String app, String outlook, int n) {
    outlooks.computeIfAbsent(app, a -> new LinkedHashMap<>()).merge(outlook, n, Integer::sum);
  }

  /** Pools in which machines are bought or on their way: none of theirs is removed now. */
  Set<String> growing() {
    Set<String> growing = new LinkedHashSet<>();
    for (PoolView pool : pools) {
      for (AutoScalingGroup group : pool.groups()) {
        if (wanted.containsKey(group.name().text())
            || intents.openRaise(group.name()).isPresent()
            || intents.desired(group) > Capacity.members(group)) {
          growing.add(pool.pool().name());
        }
      }
    }
    return growing;
  }

  List<Pending> unplaced() {
    return placement.unplaced();
  }
}

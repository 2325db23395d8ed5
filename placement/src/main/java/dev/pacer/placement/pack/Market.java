package dev.pacer.placement.pack;

import dev.pacer.placement.engine.Ask;
import dev.pacer.placement.engine.Engine;
import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All machines that may be bought, standing in a row, and all that waits for one. */
final class Market {

  /** Resources of which a whole purchase must have enough: cpus, mem, disk, gpus. */
  static final int RESOURCES = 4;

  private final Engine engine;
  private final List<Source> sources;
  private final List<Pending> pending;
  private final Ask[] asks;
  private final boolean priced;

  /** Machines of source s are the rooms from {@code start[s]} to {@code start[s + 1]}. */
  private final int[] start;

  /** How many machines of each source are open at present. */
  private final int[] open;

  private final long[][] capacity;
  private final long[] need = new long[RESOURCES];
  private int hosts = 1;

  Market(MatcherSettings settings, List<Pending> pending, List<Source> sources) {
    this.sources = sources;
    this.pending = pending;
    this.priced = sources.stream().allMatch(s -> s.hourlyMicroDollars().isPresent());
    start = new int[sources.size() + 1];
    open = new int[sources.size()];
    List<Room> rooms = new ArrayList<>();
    for (int s = 0; s < sources.size(); s++) {
      rooms.addAll(sources.get(s).next());
      start[s + 1] = rooms.size();
      open[s] = sources.get(s).next().size();
    }
    engine = new Engine(settings, rooms);
    asks = new Ask[pending.size()];
    Map<String, Ask> bySpec = new HashMap<>();
    for (int i = 0; i < asks.length; i++) {
      RunSpec spec = pending.get(i).spec();
      // Without constraints it does not matter who else is there.
      boolean counts = !spec.constraints().isEmpty();
      Ask before = counts ? bySpec.get(spec.id()) : null;
      asks[i] =
          before == null
              ? engine.ask(spec, pending.get(i).known())
              : engine.askAlong(spec, pending.get(i).known(), before);
      if (counts) {
        bySpec.put(spec.id(), asks[i]);
      }
    }
    capacity = new long[sources.size()][RESOURCES];
    for (int s = 0; s < sources.size(); s++) {
      for (Room room : sources.get(s).next()) {
        long[] whole = whole(room);
        for (int r = 0; r < RESOURCES; r++) {
          capacity[s][r] = Math.max(capacity[s][r], whole[r]);
        }
      }
    }
    sumNeeds();
  }

  private static long[] whole(Room room) {
    long[] whole = new long[RESOURCES];
    for (ResourceEntry entry : room.entries()) {
      switch (entry.kind()) {
        case CPUS -> whole[0] += entry.millis();
        case MEM -> whole[1] += entry.millis();
        case DISK -> whole[2] += entry.millis();
        case GPUS -> whole[3] += entry.millis();
        case PORTS -> {
          // Ports are counted nowhere but on the machine.
        }
      }
    }
    return whole;
  }

  private void sumNeeds() {
    for (Pending waiting : pending) {
      int count = waiting.count();
      need[0] += count * Math.max(0, waiting.spec().needs().cpus().millis() - 1);
      need[1] += count * Math.max(0, waiting.spec().needs().mem().millis() - 1);
      need[2] += count * Math.max(0, waiting.spec().needs().disk().millis() - 1);
      need[3] += count * waiting.spec().needs().gpus().millis();
      for (Constraint constraint : waiting.spec().constraints()) {
        boolean oneEach =
            constraint.operator() == Constraint.Operator.UNIQUE
                && (constraint.field().equals("hostname")
                    || constraint.field().equals("@hostname"));
        hosts = oneEach ? Math.max(hosts, count) : hosts;
      }
    }
  }

  int sourceCount() {
    return sources.size();
  }

  /** Machines of a source that may be bought. */
  int limit(int source) {
    return start[source + 1] - start[source];
  }

  long price(int source) {
    Source of = sources.get(source);
    return priced ? of.hourlyMicroDollars().orElseThrow() : of.weight();
  }

  long cost(int[] machines) {
    long cost = 0;
    for (int s = 0; s < machines.length; s++) {
      cost += machines[s] * price(s);
    }
    return cost;
  }

  /** Could so many machines be enough, by their mere size and number? */
  boolean couldSuffice(int[] machines) {
    int count = 0;
    for (int each : machines) {
      count += each;
    }
    if (count < hosts) {
      return false;
    }
    for (int r = 0; r < RESOURCES; r++) {
      long have = 0;
      for (int s = 0; s < machines.length; s++) {
        have += machines[s] * capacity[s][r];
      }
      if (have < need[r]) {
        return false;
      }
    }
    return true;
  }

  /** Can any machine, all of them empty, take one? Nothing changes. */
  boolean holds(int which) {
    Engine.Mark mark = engine.mark();
    for (int s = 0; s < open.length; s++) {
      openUpTo(s, limit(s));
    }
    boolean holds = engine.fill(asks[which], 1) == 0;
    engine.rollback(mark);
    return holds;
  }

  /** Can any machine of it, all of them empty, take one? Nothing changes. */
  boolean holds(int source, int which) {
    Engine.Mark mark = engine.mark();
    openUpTo(source, limit(source));
    boolean holds = false;
    for (int room = start[source]; room < start[source + 1] && !holds; room++) {
      holds = engine.put(asks[which], room);
    }
    engine.rollback(mark);
    return holds;
  }

  /**
   * Packs into at most so many machines of each source, in the order given; a machine is not bought
   * for nothing, nor one behind it, as a source brings its machines in order. Nothing changes.
   *
   * @param order indexes of what waits; one that stands there k times is placed in k parts
   */
  Attempt attempt(int[] machines, int[] order) {
    int[] most = machines.clone();
    while (true) {
      Engine.Mark mark = engine.mark();
      int[] left = pack(most, order);
      int[] used = new int[most.length];
      boolean gap = false;
      boolean[] taken = taken(mark.placements());
      for (int s = 0; s < most.length; s++) {
        while (used[s] < most[s] && taken[start[s] + used[s]]) {
          used[s]++;
        }
        for (int room = start[s] + used[s]; room < start[s] + most[s]; room++) {
          gap |= taken[room];
        }
      }
      List<Placed> placed = gap ? List.of() : PlacementRun.placed(engine, mark.placements());
      engine.rollback(mark);
      if (!gap) {
        return new Attempt(used, left, cost(used), placed);
      }
      most = used;
    }
  }

  private boolean[] taken(int from) {
    boolean[] taken = new boolean[engine.roomCount()];
    for (int i = from; i < engine.placedCount(); i++) {
      taken[engine.placedRoom(i)] = true;
    }
    return taken;
  }

  private int[] pack(int[] machines, int[] order) {
    for (int s = 0; s < machines.length; s++) {
      openUpTo(s, machines[s]);
    }
    int[] left = new int[asks.length];
    int[] parts = new int[asks.length];
    for (int which : order) {
      parts[which]++;
    }
    for (int i = 0; i < left.length; i++) {
      left[i] = pending.get(i).count();
    }
    for (int which : order) {
      int portion = parts[which] == 1 ? left[which] : Math.min(1, left[which]);
      left[which] -= portion - engine.fill(asks[which], portion);
    }
    return left;
  }

  private void openUpTo(int source, int count) {
    while (open[source] < count) {
      engine.open(start[source] + open[source]++);
    }
    while (open[source] > count) {
      engine.close(start[source] + --open[source]);
    }
  }

  /** Buying nothing. */
  Attempt nothing() {
    int[] left = new int[asks.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = pending.get(i).count();
    }
    return new Attempt(new int[sources.size()], left, 0, List.of());
  }
}

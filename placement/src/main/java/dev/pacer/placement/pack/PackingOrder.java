package dev.pacer.placement.pack;

import dev.pacer.placement.fit.Amount;
import dev.pacer.placement.fit.Needs;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.Room;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which instances are placed (D10): explicit priority, residents, the biggest dominant
 * share first, then the name. The same on every machine.
 */
final class PackingOrder {

  /** Of the largest room, in the order cpus, mem, disk, gpus. */
  private final long[] largest = new long[4];

  /** A thing and its share, so that the share is worked out once. */
  private record Ranked(Pending pending, double share) {}

  private static final Comparator<Ranked> ORDER =
      (one, other) -> {
        int order = Integer.compare(other.pending().priority(), one.pending().priority());
        if (order == 0) {
          order =
              Boolean.compare(
                  other.pending().spec().isResident(), one.pending().spec().isResident());
        }
        if (order == 0) {
          order = Double.compare(other.share(), one.share());
        }
        return order == 0
            ? one.pending().spec().id().compareTo(other.pending().spec().id())
            : order;
      };

  PackingOrder(Collection<Room> rooms) {
    long[] free = new long[largest.length];
    for (Room room : rooms) {
      Arrays.fill(free, 0);
      for (int i = 0; i < room.entries().size(); i++) {
        ResourceEntry entry = room.entries().get(i);
        switch (entry.kind()) {
          case CPUS -> free[0] += entry.millis();
          case MEM -> free[1] += entry.millis();
          case DISK -> free[2] += entry.millis();
          case GPUS -> free[3] += entry.millis();
          case PORTS -> {
            // Ports are no share of a room.
          }
        }
      }
      for (int kind = 0; kind < free.length; kind++) {
        largest[kind] = Math.max(largest[kind], free[kind]);
      }
    }
  }

  List<Pending> sorted(Collection<Pending> pending) {
    Ranked[] ranked = new Ranked[pending.size()];
    int count = 0;
    for (Pending one : pending) {
      ranked[count++] = new Ranked(one, dominantShare(one));
    }
    Arrays.sort(ranked, ORDER);
    Pending[] sorted = new Pending[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = ranked[i].pending();
    }
    return List.of(sorted);
  }

  /** Ways to say how large something is, beside its dominant share. */
  enum Measure {
    SUM,
    CPUS,
    MEM
  }

  double size(Pending pending, Measure measure) {
    Needs needs = pending.spec().needs();
    return switch (measure) {
      case SUM ->
          share(0, needs.cpus())
              + share(1, needs.mem())
              + share(2, needs.disk())
              + share(3, needs.gpus());
      case CPUS -> share(0, needs.cpus());
      case MEM -> share(1, needs.mem());
    };
  }

  /** The largest part that it takes of any resource of the largest room. */
  double dominantShare(Pending pending) {
    Needs needs = pending.spec().needs();
    double share = share(0, needs.cpus());
    share = Math.max(share, share(1, needs.mem()));
    share = Math.max(share, share(2, needs.disk()));
    return Math.max(share, share(3, needs.gpus()));
  }

  private double share(int kind, Amount need) {
    return (double) need.millis() / Math.max(1, largest[kind]);
  }
}

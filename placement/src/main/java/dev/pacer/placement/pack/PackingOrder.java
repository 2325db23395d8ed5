package dev.pacer.placement.pack;

import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which instances are placed (D10): explicit priority, residents, the biggest dominant
 * share first, then the name. The same on every machine.
 */
final class PackingOrder {

  private static final List<ResourceKind> SCALARS =
      List.of(ResourceKind.CPUS, ResourceKind.MEM, ResourceKind.DISK, ResourceKind.GPUS);

  private final Map<ResourceKind, Long> largest = new EnumMap<>(ResourceKind.class);

  PackingOrder(Collection<Room> rooms) {
    for (ResourceKind kind : SCALARS) {
      largest.put(kind, rooms.stream().mapToLong(room -> room.free(kind)).max().orElse(0));
    }
  }

  List<Pending> sorted(Collection<Pending> pending) {
    return pending.stream()
        .sorted(
            Comparator.comparingInt(Pending::priority)
                .reversed()
                .thenComparing(p -> !p.spec().isResident())
                .thenComparing(Comparator.comparingDouble(this::dominantShare).reversed())
                .thenComparing(p -> p.spec().id()))
        .toList();
  }

  /** The largest part that it takes of any resource of the largest room. */
  double dominantShare(Pending pending) {
    double share = 0;
    for (ResourceKind kind : SCALARS) {
      long of = Math.max(1, largest.getOrDefault(kind, 0L));
      share = Math.max(share, (double) pending.spec().needs().of(kind).millis() / of);
    }
    return share;
  }
}

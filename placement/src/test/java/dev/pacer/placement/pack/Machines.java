package dev.pacer.placement.pack;

import dev.pacer.placement.fit.Needs;
import dev.pacer.placement.fit.PortRange;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import dev.pacer.placement.fit.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Rooms, groups and waiting instances for tests. */
final class Machines {

  private Machines() {}

  static Room room(String id, String zone, long milliCpus, long memMiB) {
    return Room.of(
        id,
        new Whereabouts("host-" + id, zone.isEmpty() ? null : "r", zone, List.of()),
        List.of(
            ResourceEntry.scalar(ResourceKind.CPUS, "*", milliCpus),
            ResourceEntry.scalar(ResourceKind.MEM, "*", memMiB * 1000),
            ResourceEntry.scalar(ResourceKind.DISK, "*", 100_000_000),
            ResourceEntry.ports("*", List.of(new PortRange(31_000, 31_009)))));
  }

  static Source source(String group, String zones, int most, long cpus, long memMiB, long price) {
    List<Room> next = new ArrayList<>();
    String[] zone = zones.split(",", -1);
    for (int i = 0; i < most; i++) {
      next.add(room(group + "+" + (i + 1), zone[i % zone.length], cpus, memMiB));
    }
    return new Source(
        group,
        group,
        next,
        room(group + "+typical", zone[0], cpus, memMiB),
        price == 0 ? OptionalLong.empty() : OptionalLong.of(price));
  }

  static Pending pending(String id, int count, double cpus, double memMiB) {
    return new Pending(RunSpec.of(id, count, Needs.of(cpus, memMiB)), count, List.of(), 0);
  }
}

package dev.pacer.placement.engine;

import dev.pacer.placement.fit.PortRange;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Rooms that differ only in their host and in how much they have free share a signature: domain,
 * attributes, role of the offer, maintenance, and the shape of their entries.
 */
final class Signatures {

  private final int[] ofRoom;
  private Room[] prototypes = new Room[8];
  private int count;
  private int[] table = new int[16];

  Signatures(List<Room> rooms) {
    Arrays.fill(table, -1);
    ofRoom = new int[rooms.size()];
    for (int i = 0; i < ofRoom.length; i++) {
      ofRoom[i] = intern(rooms.get(i));
    }
  }

  int count() {
    return count;
  }

  int of(int room) {
    return ofRoom[room];
  }

  Room prototype(int signature) {
    return prototypes[signature];
  }

  private int intern(Room room) {
    int slot = hash(room) & (table.length - 1);
    while (table[slot] >= 0) {
      if (same(prototypes[table[slot]], room)) {
        return table[slot];
      }
      slot = (slot + 1) & (table.length - 1);
    }
    if (count == prototypes.length) {
      prototypes = Arrays.copyOf(prototypes, count * 2);
    }
    prototypes[count] = room;
    table[slot] = count++;
    if (count * 2 > table.length) {
      grow();
    }
    return count - 1;
  }

  private void grow() {
    table = new int[table.length * 2];
    Arrays.fill(table, -1);
    for (int signature = 0; signature < count; signature++) {
      int slot = hash(prototypes[signature]) & (table.length - 1);
      while (table[slot] >= 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = signature;
    }
  }

  private static int hash(Room room) {
    int hash = Objects.hashCode(room.offeredTo());
    hash = 31 * hash + Objects.hashCode(room.where().region());
    hash = 31 * hash + Objects.hashCode(room.where().zone());
    hash = 31 * hash + room.where().attributes().hashCode();
    hash = 31 * hash + Objects.hashCode(room.unavailability());
    for (int i = 0; i < room.entries().size(); i++) {
      ResourceEntry entry = room.entries().get(i);
      hash = 31 * hash + entry.kind().wireName().hashCode();
      hash = 31 * hash + entry.role().hashCode();
    }
    return hash ^ (hash >>> 15);
  }

  private static boolean same(Room one, Room other) {
    if (one.entries().size() != other.entries().size()
        || !Objects.equals(one.offeredTo(), other.offeredTo())
        || !Objects.equals(one.where().region(), other.where().region())
        || !Objects.equals(one.where().zone(), other.where().zone())
        || !Objects.equals(one.unavailability(), other.unavailability())
        || !one.where().attributes().equals(other.where().attributes())) {
      return false;
    }
    for (int i = 0; i < one.entries().size(); i++) {
      if (!sameShape(one.entries().get(i), other.entries().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameShape(ResourceEntry one, ResourceEntry other) {
    return one.kind() == other.kind()
        && one.role().equals(other.role())
        && one.disk().equals(other.disk())
        && one.holding().equals(other.holding())
        && (one.kind() != ResourceKind.PORTS
            || one.ranges().equals(other.ranges())
            || disjoint(one.ranges()) == disjoint(other.ranges()));
  }

  /** No port is listed twice. */
  static boolean disjoint(List<PortRange> ranges) {
    for (int i = 0; i < ranges.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (ranges.get(i).begin() <= ranges.get(j).end()
            && ranges.get(j).begin() <= ranges.get(i).end()) {
          return false;
        }
      }
    }
    return true;
  }
}

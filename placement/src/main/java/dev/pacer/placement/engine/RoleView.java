package dev.pacer.placement.engine;

import dev.pacer.placement.fit.DiskSource;
import dev.pacer.placement.fit.PortWish;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import java.util.Arrays;
import java.util.Set;

/**
 * Rooms as those see them who accept certain roles: which of a signature's entries serve them, and
 * a tree over what these have free.
 */
final class RoleView {

  static final int CPUS = 0;
  static final int MEM = 1;
  static final int DISK = 2;
  static final int GPUS = 3;
  static final int PORTS = 4;

  private final RoomTable table;
  private final Set<String> roles;
  private final boolean reserving;
  private final int[][][] entries;
  private final boolean[] plain;
  private final boolean anySplit;
  private final MaxTree tree;
  private final long[] free = new long[MaxTree.DIMENSIONS];

  /**
   * @param reserving only what nobody reserved at all serves: for the volumes of residents (D8)
   */
  RoleView(RoomTable table, Set<String> roles, boolean reserving, boolean[] closed) {
    this.table = table;
    this.roles = reserving ? Set.of(RunSpec.ANY_ROLE) : roles;
    this.reserving = reserving;
    int signatures = table.signatures().count();
    entries = new int[signatures][][];
    plain = new boolean[signatures];
    boolean split = false;
    for (int s = 0; s < signatures; s++) {
      Room prototype = table.signatures().prototype(s);
      entries[s] = new int[MaxTree.DIMENSIONS][];
      for (int kind = 0; kind < MaxTree.DIMENSIONS; kind++) {
        entries[s][kind] = serving(prototype, kind);
      }
      plain[s] = isPlain(prototype, entries[s]);
      split |= !plain[s];
    }
    anySplit = split;
    tree = new MaxTree(table.size());
    for (int room = 0; room < table.size(); room++) {
      measure(room, closed[room]);
      tree.set(room, table.signatures().of(room), free);
    }
    tree.build();
  }

  private int[] serving(Room prototype, int kind) {
    int[] found = new int[prototype.entries().size()];
    int count = 0;
    for (int i = 0; i < found.length; i++) {
      ResourceEntry entry = prototype.entries().get(i);
      if (dimension(entry) == kind
          && roles.contains(entry.role())
          && entry.holding().open()
          && !(reserving && entry.holding().otherwiseReserved())) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Which dimension an entry adds to; -1 for disks that no scratch space is taken from. */
  private static int dimension(ResourceEntry entry) {
    return switch (entry.kind()) {
      case CPUS -> CPUS;
      case MEM -> MEM;
      case GPUS -> GPUS;
      case PORTS -> PORTS;
      case DISK -> entry.disk().type() == DiskSource.Type.ROOT ? DISK : -1;
    };
  }

  private static boolean isPlain(Room prototype, int[][] entries) {
    for (int[] ofKind : entries) {
      if (ofKind.length > 1) {
        return false;
      }
    }
    return entries[PORTS].length == 0
        || Signatures.disjoint(prototype.entries().get(entries[PORTS][0]).ranges());
  }

  /** At most one entry of each kind serves, so that whole numbers decide (F3). */
  boolean isPlain(int signature) {
    return plain[signature];
  }

  /** Some rooms need sums of doubles: the tree must let through what they might accept. */
  boolean anySplit() {
    return anySplit;
  }

  /** The only entry of that kind that serves; -1 when there is none. */
  int entry(int signature, int kind) {
    int[] found = entries[signature][kind];
    return found.length == 0 ? -1 : found[0];
  }

  MaxTree tree() {
    return tree;
  }

  void refresh(int room, boolean closed) {
    measure(room, closed);
    tree.update(room, free);
  }

  private void measure(int room, boolean closed) {
    if (closed) {
      Arrays.fill(free, -1);
      return;
    }
    int[][] serving = entries[table.signatures().of(room)];
    for (int kind = 0; kind < MaxTree.DIMENSIONS; kind++) {
      long sum = 0;
      for (int offset : serving[kind]) {
        sum += kind == PORTS ? table.ports(room, offset).free() : table.millis(room, offset);
      }
      free[kind] = sum;
    }
  }

  /** Does a plain room hold it? */
  boolean holds(int room, long[] need, PortWish ports) {
    int signature = table.signatures().of(room);
    for (int kind = 0; kind < PORTS; kind++) {
      if (need[kind] > 0) {
        int offset = entry(signature, kind);
        if (offset < 0 || table.millis(room, offset) < need[kind]) {
          return false;
        }
      }
    }
    if (need[PORTS] == 0) {
      return true;
    }
    int offset = entry(signature, PORTS);
    return offset >= 0 && table.ports(room, offset).fits(ports, table.ranges(room, offset));
  }

  /** Takes it out of a plain room that holds it. */
  void take(int room, long[] booked, PortWish ports, boolean wantsPorts) {
    int signature = table.signatures().of(room);
    for (int kind = 0; kind < PORTS; kind++) {
      if (booked[kind] > 0) {
        table.take(room, entry(signature, kind), booked[kind]);
      }
    }
    if (wantsPorts) {
      int offset = entry(signature, PORTS);
      table.setPorts(
          room, offset, table.ports(room, offset).take(ports, table.ranges(room, offset)));
    }
  }

  /** Are there GPUs on offer, of any role (F5)? */
  boolean offersGpus(int room) {
    Room given = table.given(room);
    for (int i = 0; i < given.entries().size(); i++) {
      if (given.entries().get(i).kind() == ResourceKind.GPUS && table.millis(room, i) > 0) {
        return true;
      }
    }
    return false;
  }
}

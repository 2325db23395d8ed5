package dev.pacer.placement.engine;

import dev.pacer.placement.fit.PortRange;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rooms have free, as arrays: the entries of room r are those from {@code first[r]} to {@code
 * first[r + 1]}. Every change is written down first when somebody may want it back.
 */
final class RoomTable {

  private final List<Room> rooms;
  private final Signatures signatures;
  private final int[] first;
  private final long[] millis;
  private final @Nullable PortState[] ports;

  /** In place of the ports of entries whose ranges changed otherwise: what they are now. */
  private final Map<Integer, List<PortRange>> changedRanges = new HashMap<>();

  private final Journal journal = new Journal();

  RoomTable(List<Room> rooms) {
    this.rooms = rooms;
    this.signatures = new Signatures(rooms);
    first = new int[rooms.size() + 1];
    for (int r = 0; r < rooms.size(); r++) {
      first[r + 1] = first[r] + rooms.get(r).entries().size();
    }
    int entries = first[rooms.size()];
    millis = new long[entries];
    ports = new PortState[entries];
    Map<List<PortRange>, PortState> whole = new HashMap<>();
    for (int r = 0; r < rooms.size(); r++) {
      List<ResourceEntry> list = rooms.get(r).entries();
      for (int i = 0; i < list.size(); i++) {
        ResourceEntry entry = list.get(i);
        millis[first[r] + i] = entry.millis();
        if (entry.kind() == ResourceKind.PORTS) {
          PortState state = whole.get(entry.ranges());
          if (state == null) {
            state = PortState.whole(entry.ranges());
            whole.put(entry.ranges(), state);
          }
          ports[first[r] + i] = state;
        }
      }
    }
  }

  int size() {
    return rooms.size();
  }

  Room given(int room) {
    return rooms.get(room);
  }

  Signatures signatures() {
    return signatures;
  }

  long millis(int room, int offset) {
    return millis[first[room] + offset];
  }

  PortState ports(int room, int offset) {
    PortState state = ports[first[room] + offset];
    if (state == null) {
      throw new IllegalStateException(
          "entry %d of %s is no ports".formatted(offset, given(room).id()));
    }
    return state;
  }

  List<PortRange> ranges(int room, int offset) {
    List<PortRange> changed =
        changedRanges.isEmpty() ? null : changedRanges.get(first[room] + offset);
    return changed == null ? rooms.get(room).entries().get(offset).ranges() : changed;
  }

  void take(int room, int offset, long booked) {
    int entry = first[room] + offset;
    journal.millis(entry, millis[entry]);
    millis[entry] = Math.max(0, millis[entry] - booked);
  }

  void setPorts(int room, int offset, PortState state) {
    int entry = first[room] + offset;
    journal.ports(entry, ports(room, offset), changedRanges.get(entry));
    ports[entry] = state;
  }

  /** The room as it is now. */
  Room now(int room) {
    Room given = rooms.get(room);
    List<ResourceEntry> entries = new ArrayList<>(given.entries().size());
    for (int i = 0; i < given.entries().size(); i++) {
      ResourceEntry entry = given.entries().get(i);
      boolean isPorts = entry.kind() == ResourceKind.PORTS;
      entries.add(
          new ResourceEntry(
              entry.kind(),
              entry.role(),
              millis(room, i),
              isPorts ? ports(room, i).left(ranges(room, i)) : entry.ranges(),
              entry.disk(),
              entry.holding()));
    }
    return new Room(given.id(), given.where(), entries, given.offeredTo(), given.unavailability());
  }

  /** Takes over what a match left of a room. */
  void replace(int room, Room after) {
    for (int i = 0; i < after.entries().size(); i++) {
      ResourceEntry entry = after.entries().get(i);
      int index = first[room] + i;
      if (entry.kind() == ResourceKind.PORTS) {
        List<PortRange> left = ports(room, i).left(ranges(room, i));
        if (!left.equals(entry.ranges())) {
          setPorts(room, i, PortState.whole(entry.ranges()));
          changedRanges.put(index, entry.ranges());
        }
      } else if (entry.millis() != millis[index]) {
        journal.millis(index, millis[index]);
        millis[index] = entry.millis();
      }
    }
  }

  Journal journal() {
    return journal;
  }

  /** What was changed, so that it can be taken back: how it was before, change by change. */
  final class Journal {
    private boolean writing;
    private int count;
    private int[] entries = new int[16];
    private long[] before = new long[16];
    private @Nullable PortState[] portsBefore = new PortState[16];
    private final List<@Nullable List<PortRange>> rangesBefore = new ArrayList<>();

    /** From now on changes are written down; the place to go back to. */
    int mark() {
      writing = true;
      return count;
    }

    void rollback(int mark) {
      while (count > mark) {
        count--;
        int entry = entries[count];
        PortState state = portsBefore[count];
        if (state == null) {
          millis[entry] = before[count];
        } else {
          ports[entry] = state;
          List<PortRange> ranges = rangesBefore.remove(rangesBefore.size() - 1);
          if (ranges == null) {
            changedRanges.remove(entry);
          } else {
            changedRanges.put(entry, ranges);
          }
        }
      }
    }

    private void millis(int entry, long old) {
      if (writing) {
        grow();
        entries[count] = entry;
        portsBefore[count] = null;
        before[count++] = old;
      }
    }

    private void ports(int entry, PortState old, @Nullable List<PortRange> ranges) {
      if (writing) {
        grow();
        entries[count] = entry;
        portsBefore[count++] = old;
        rangesBefore.add(ranges);
      }
    }

    private void grow() {
      if (count == entries.length) {
        entries = Arrays.copyOf(entries, count * 2);
        before = Arrays.copyOf(before, count * 2);
        portsBefore = Arrays.copyOf(portsBefore, count * 2);
      }
    }
  }
}

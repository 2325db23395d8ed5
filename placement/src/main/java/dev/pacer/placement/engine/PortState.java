package dev.pacer.placement.engine;

import dev.pacer.placement.fit.PortRange;
import dev.pacer.placement.fit.PortWish;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which ports of one entry are taken: ports of no certain number are taken in the order in which
 * they are listed, so one position says it, and the few taken by number lie beyond it. Never
 * changes; taking makes another.
 */
final class PortState {

  private static final int[] NONE = {};

  /** Position, in listed order, of the first port that may be free. */
  private final int next;

  /** Positions taken at or after {@code next}, ascending. */
  private final int[] beyond;

  private final long free;

  private PortState(int next, int[] beyond, long free) {
    this.next = next;
    this.beyond = beyond;
    this.free = free;
  }

  /** How many ports are free. */
  long free() {
    return free;
  }

  static PortState whole(List<PortRange> ranges) {
    long size = 0;
    for (int i = 0; i < ranges.size(); i++) {
      size += ranges.get(i).size();
    }
    return new PortState(0, NONE, size);
  }

  boolean fits(PortWish wish, List<PortRange> ranges) {
    List<Integer> fixed = wish.fixed();
    for (int i = 0; i < fixed.size(); i++) {
      int position = position(fixed.get(i), ranges);
      if (position < next || Arrays.binarySearch(beyond, position) >= 0) {
        return false;
      }
    }
    return free >= wish.count();
  }

  /** After one instance took its ports; it must fit. */
  PortState take(PortWish wish, List<PortRange> ranges) {
    int[] taken = beyond;
    List<Integer> fixed = wish.fixed();
    for (int i = 0; i < fixed.size(); i++) {
      taken = with(taken, position(fixed.get(i), ranges));
    }
    int position = next;
    int passed = 0;
    int missing = wish.any();
    while (missing > 0 || (passed < taken.length && taken[passed] == position)) {
      if (passed < taken.length && taken[passed] == position) {
        passed++;
      } else {
        missing--;
      }
      position++;
    }
    int[] rest = passed == 0 ? taken : Arrays.copyOfRange(taken, passed, taken.length);
    return new PortState(position, rest, free - wish.count());
  }

  private static int[] with(int[] sorted, int position) {
    int at = Arrays.binarySearch(sorted, position);
    if (at >= 0) {
      return sorted;
    }
    int[] more = Arrays.copyOf(sorted, sorted.length + 1);
    int slot = -at - 1;
    System.arraycopy(sorted, slot, more, slot + 1, sorted.length - slot);
    more[slot] = position;
    return more;
  }

  /** Position in listed order; negative when it is not listed. */
  private static int position(int port, List<PortRange> ranges) {
    long before = 0;
    for (int i = 0; i < ranges.size(); i++) {
      PortRange range = ranges.get(i);
      if (range.contains(port)) {
        return (int) (before + port - range.begin());
      }
      before += range.size();
    }
    return -1;
  }

  /** What is left of the ranges. */
  List<PortRange> left(List<PortRange> ranges) {
    List<PortRange> left = new ArrayList<>();
    long start = 0;
    int at = 0;
    for (PortRange range : ranges) {
      long begin = Math.max(start, next);
      long end = start + range.size();
      while (begin < end) {
        while (at < beyond.length && beyond[at] < begin) {
          at++;
        }
        long stop = at < beyond.length ? Math.min(end, beyond[at]) : end;
        if (begin < stop) {
          left.add(new PortRange(range.begin() + begin - start, range.begin() + stop - 1 - start));
        }
        begin = stop + (stop < end ? 1 : 0);
      }
      start = end;
    }
    return left;
  }
}

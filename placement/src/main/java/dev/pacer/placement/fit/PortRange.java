package dev.pacer.placement.fit;

import java.util.Comparator;

/** Numbers from begin to end, both included. */
public record PortRange(long begin, long end) implements Comparable<PortRange> {

  private static final Comparator<PortRange> ORDER =
      Comparator.comparingLong(PortRange::begin).thenComparingLong(PortRange::end);

  public PortRange {
    if (begin > end) {
      throw new IllegalArgumentException("a range needs begin <= end, was " + begin + "-" + end);
    }
  }

  public boolean contains(long port) {
    return begin <= port && port <= end;
  }

  public long size() {
    return end - begin + 1;
  }

  @Override
  public int compareTo(PortRange other) {
    return ORDER.compare(this, other);
  }
}

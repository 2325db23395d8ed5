package dev.pacer.placement.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * One entry of what an agent has free, in the order in which it is offered.
 *
 * @param millis free milli-units; 0 for ports
 * @param ranges free ports; empty for all else
 */
public record ResourceEntry(
    ResourceKind kind,
    String role,
    long millis,
    List<PortRange> ranges,
    DiskSource disk,
    Holding holding) {

  public ResourceEntry {
    ranges = List.copyOf(ranges);
    if (millis < 0) {
      throw new IllegalArgumentException(
          "free %s of role %s must be >= 0, was %d milli-units"
              .formatted(kind.wireName(), role, millis));
    }
  }

  public static ResourceEntry scalar(ResourceKind kind, String role, long millis) {
    return new ResourceEntry(kind, role, millis, List.of(), DiskSource.ROOT, Holding.FREE);
  }

  public static ResourceEntry ports(String role, List<PortRange> ranges) {
    return new ResourceEntry(ResourceKind.PORTS, role, 0, ranges, DiskSource.ROOT, Holding.FREE);
  }

  double value() {
    return millis / 1000.0;
  }

  ResourceEntry withMillis(long left) {
    return new ResourceEntry(kind, role, left, ranges, disk, holding);
  }

  ResourceEntry withoutPort(long port) {
    List<PortRange> left = new ArrayList<>(ranges.size() + 1);
    for (PortRange range : ranges) {
      if (!range.contains(port)) {
        left.add(range);
        continue;
      }
      if (range.begin() < port) {
        left.add(new PortRange(range.begin(), port - 1));
      }
      if (port < range.end()) {
        left.add(new PortRange(port + 1, range.end()));
      }
    }
    return new ResourceEntry(kind, role, millis, left, disk, holding);
  }

  boolean hasPort(long port) {
    return ranges.stream().anyMatch(range -> range.contains(port));
  }
}

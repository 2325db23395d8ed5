package dev.pacer.placement.fit;

import java.util.List;

/**
 * The host ports that an instance needs: certain numbers (one named twice is one port) and so many
 * of any other (F4).
 *
 * @param fixed wanted by number
 * @param any how many of no certain number
 */
public record PortWish(List<Integer> fixed, int any) {

  public static final PortWish NONE = new PortWish(List.of(), 0);

  public PortWish {
    fixed = List.copyOf(fixed);
    if (any < 0) {
      throw new IllegalArgumentException("need any >= 0, was " + any);
    }
  }

  public static PortWish any(int count) {
    return new PortWish(List.of(), count);
  }

  public static PortWish fixed(List<Integer> ports) {
    return new PortWish(ports, 0);
  }

  /** Host ports of port mappings, 0 meaning any; mappings without a host port are left out. */
  public static PortWish mapped(List<Integer> hostPorts) {
    List<Integer> fixed = hostPorts.stream().filter(port -> port != 0).toList();
    return new PortWish(fixed, (int) hostPorts.stream().filter(port -> port == 0).count());
  }

  public int count() {
    int count = any;
    for (int i = 0; i < fixed.size(); i++) {
      count += fixed.indexOf(fixed.get(i)) == i ? 1 : 0;
    }
    return count;
  }
}

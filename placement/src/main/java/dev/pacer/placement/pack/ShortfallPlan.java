package dev.pacer.placement.pack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which machines are missing.
 *
 * @param machines how many of each group to buy
 * @param placed which instance would go on which of them
 * @param impossible what no machine of any group can hold: never bought for (N7)
 * @param limited what a machine could hold, but none may be bought now
 */
public record ShortfallPlan(
    Map<String, Integer> machines,
    List<Placed> placed,
    List<Impossible> impossible,
    List<Limited> limited) {

  /** Instances that can never start on what could be bought, and how near each group comes. */
  public record Impossible(String spec, int count, List<Miss> misses) {
    public Impossible {
      misses = List.copyOf(misses);
    }
  }

  /**
   * Instances that wait although a machine could hold them.
   *
   * @param groups the groups whose machines would do
   */
  public record Limited(String spec, int count, List<String> groups) {
    public Limited {
      groups = List.copyOf(groups);
    }
  }

  public ShortfallPlan {
    machines = java.util.Collections.unmodifiableMap(new TreeMap<>(machines));
    placed = List.copyOf(placed);
    impossible = List.copyOf(impossible);
    limited = List.copyOf(limited);
  }
}

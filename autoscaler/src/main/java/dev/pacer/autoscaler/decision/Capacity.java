package dev.pacer.autoscaler.decision;

import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.GroupInstance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counting of what groups have and will bring. */
final class Capacity {

  private Capacity() {}

  /** Machines that count towards desired capacity: those that come, run, or are held coming. */
  static int members(AutoScalingGroup group) {
    return (int) group.instances().stream().filter(Capacity::isMember).count();
  }

  private static boolean isMember(GroupInstance instance) {
    return !instance.state().leaving()
        && !instance.state().standby()
        && !instance.state().detaching();
  }

  static boolean hasStandby(AutoScalingGroup group) {
    return group.instances().stream().anyMatch(i -> i.state().standby() || i.state().detaching());
  }

  static boolean hasWeights(AutoScalingGroup group) {
    return group.instances().stream().anyMatch(i -> i.launched().weight() != 1);
  }

  /** The zones in which the next machines come: always the one with the fewest (N2). */
  static List<String> nextZones(AutoScalingGroup group, int skip, int count) {
    Map<String, Integer> perZone = perZone(group);
    List<String> next = new ArrayList<>();
    for (int i = 0; i < skip + count; i++) {
      String zone =
          perZone.entrySet().stream()
              .min(
                  Comparator.comparingInt((Map.Entry<String, Integer> e) -> e.getValue())
                      .thenComparing(Map.Entry::getKey))
              .map(Map.Entry::getKey)
              .orElse("");
      perZone.merge(zone, 1, Integer::sum);
      if (i >= skip) {
        next.add(zone);
      }
    }
    return next;
  }

  static Map<String, Integer> perZone(AutoScalingGroup group) {
    Map<String, Integer> perZone = new TreeMap<>();
    group.description().placement().zones().forEach(zone -> perZone.put(zone.text(), 0));
    group.instances().stream()
        .filter(Capacity::isMember)
        .forEach(i -> perZone.merge(i.zone().text(), 1, Integer::sum));
    return perZone;
  }

  /** The largest difference between two zones without one machine in that zone. */
  static int skewWithout(AutoScalingGroup group, String zone) {
    Map<String, Integer> perZone = perZone(group);
    perZone.computeIfPresent(zone, (z, count) -> count - 1);
    return skew(perZone);
  }

  static int skew(Map<String, Integer> perZone) {
    int most = perZone.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    int least = perZone.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    return most - least;
  }
}

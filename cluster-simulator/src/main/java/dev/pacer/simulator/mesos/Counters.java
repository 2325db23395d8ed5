package dev.pacer.simulator.mesos;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the leader has counted since its election, by Mesos' metric names without {@code master/}.
 */
final class Counters {

  private final Map<String, Long> counts = new TreeMap<>();

  void count(String name) {
    counts.merge(name, 1L, Long::sum);
  }

  /** Counts something of one framework, in its group and by itself. */
  void count(String frameworkId, String group, String member) {
    count("frameworks/" + frameworkId + "/" + group);
    count("frameworks/" + frameworkId + "/" + group + "/" + member);
  }

  Map<String, Long> values() {
    return Map.copyOf(counts);
  }
}

package dev.pacer.cluster.mesos;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Sums by resource name, in thousandths; for {@code ports} thousandths of the number of ports. */
public record Quantities(Map<String, Long> milli) {
  public static final Quantities NONE = new Quantities(Map.of());

  public Quantities {
    milli = Collections.unmodifiableSortedMap(new TreeMap<>(milli));
  }

  /** Whether that resource is named; for a limit, no name is no limit. */
  public boolean names(String resource) {
    return milli.containsKey(resource);
  }

  /** The amount, 0 when not named. */
  public long milli(String resource) {
    return milli.getOrDefault(resource, 0L);
  }
}

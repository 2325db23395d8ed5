package dev.pacer.simulator.world;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a served world answers.
 *
 * @param marathons URLs; the first one leads at the start
 * @param masters URLs; the first one leads at the start
 * @param registries URLs by name, in the order of the scenario
 * @param zookeeper {@code host:port}
 */
public record Endpoints(
    List<String> marathons,
    List<String> masters,
    String aws,
    Map<String, String> registries,
    String zookeeper) {
  public Endpoints {
    marathons = List.copyOf(marathons);
    masters = List.copyOf(masters);
    registries = Collections.unmodifiableMap(new LinkedHashMap<>(registries));
  }

  public String marathon() {
    return marathons.get(0);
  }

  /** The first registry's URL. */
  public String registry() {
    return registries.values().iterator().next();
  }

  public String mesos() {
    return masters.get(0);
  }
}

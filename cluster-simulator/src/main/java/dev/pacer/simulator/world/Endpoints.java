package dev.pacer.simulator.world;

import java.util.List;

/**
 * Where a served world answers.
 *
 * @param marathons URLs; the first one leads at the start
 * @param masters URLs; the first one leads at the start
 * @param zookeeper {@code host:port}
 */
public record Endpoints(
    List<String> marathons, List<String> masters, String aws, String zookeeper) {
  public Endpoints {
    marathons = List.copyOf(marathons);
    masters = List.copyOf(masters);
  }

  public String marathon() {
    return marathons.get(0);
  }

  public String mesos() {
    return masters.get(0);
  }
}

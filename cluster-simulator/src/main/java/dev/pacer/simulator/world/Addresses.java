package dev.pacer.simulator.world;

import dev.pacer.simulator.mesos.MasterAddress;
import java.util.List;
import java.util.stream.IntStream;

/** Where masters and Marathons say that they listen; the first of each leads at the start. */
public record Addresses(List<MasterAddress> masters, List<String> marathons) {
  public Addresses {
    masters = List.copyOf(masters);
    marathons = List.copyOf(marathons);
  }

  /** The servers' usual ports, counted upwards; for worlds that nobody connects to. */
  public static Addresses usual(int masters, int marathons) {
    return new Addresses(
        IntStream.range(0, masters)
            .mapToObj(i -> new MasterAddress("127.0.0.1", 5050 + i))
            .toList(),
        IntStream.range(0, marathons).mapToObj(i -> "127.0.0.1:" + (8080 + i)).toList());
  }
}

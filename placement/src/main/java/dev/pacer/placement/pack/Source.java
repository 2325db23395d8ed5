package dev.pacer.placement.pack;

import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where machines can be bought: one Auto Scaling group of a pool, as one kind of machine.
 *
 * @param next what the machines would offer that it brings next, in the order in which they would
 *     come; as many as may be bought
 * @param typical a machine of it, empty and anywhere, for saying what can never fit; also when none
 *     may be bought now
 * @param hourlyMicroDollars price of one machine; empty when unknown
 */
public record Source(
    String pool, String group, List<Room> next, Room typical, OptionalLong hourlyMicroDollars) {

  /** Rough weights of a vCPU and a GiB where a price is missing (E56), in micro-dollars. */
  private static final long VCPU_WEIGHT = 40_000;

  private static final long GIB_WEIGHT = 5_000;

  public Source {
    next = List.copyOf(next);
  }

  /** Weight by vCPUs and memory, for ordering where prices are missing. */
  long weight() {
    return typical.free(ResourceKind.CPUS) * VCPU_WEIGHT / 1000
        + typical.free(ResourceKind.MEM) * GIB_WEIGHT / 1000 / 1024;
  }
}

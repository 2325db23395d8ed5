package dev.pacer.placement.fit;

import java.util.List;

/**
 * What one instance asks of an agent (D7): for a pod the sum of its containers and its executor.
 *
 * @param volumes persistent volumes; not empty makes the run spec resident
 */
public record Needs(
    Amount cpus, Amount mem, Amount disk, Amount gpus, PortWish ports, List<Volume> volumes) {

  public Needs {
    volumes = List.copyOf(volumes);
  }

  public static Needs of(double cpus, double memMiB) {
    return new Needs(
        Amount.of(cpus), Amount.of(memMiB), Amount.NONE, Amount.NONE, PortWish.NONE, List.of());
  }

  public Amount of(ResourceKind kind) {
    return switch (kind) {
      case CPUS -> cpus;
      case MEM -> mem;
      case GPUS -> gpus;
      case DISK -> disk;
      case PORTS -> Amount.of(ports.count());
    };
  }
}

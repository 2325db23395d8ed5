package dev.pacer.cluster.marathon;

import java.math.BigDecimal;

/**
 * What a task asks for, exactly as written in the definition (1.0004 cpus do not fit on 1.000, so
 * nothing is rounded here).
 *
 * @param cpus cores
 * @param memMiB memory in MiB
 * @param diskMiB disk in MiB
 * @param gpus whole GPUs
 */
public record TaskResources(BigDecimal cpus, BigDecimal memMiB, BigDecimal diskMiB, int gpus) {

  /** Nothing. */
  public static final TaskResources NONE =
      new TaskResources(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);

  /** Amounts that are not negative. */
  public TaskResources {
    if (cpus.signum() < 0 || memMiB.signum() < 0 || diskMiB.signum() < 0 || gpus < 0) {
      throw new IllegalArgumentException(
          "resources must not be negative, were cpus=%s mem=%s disk=%s gpus=%d"
              .formatted(cpus, memMiB, diskMiB, gpus));
    }
  }

  /** Both together. */
  public TaskResources plus(TaskResources other) {
    return new TaskResources(
        cpus.add(other.cpus),
        memMiB.add(other.memMiB),
        diskMiB.add(other.diskMiB),
        Math.addExact(gpus, other.gpus));
  }
}

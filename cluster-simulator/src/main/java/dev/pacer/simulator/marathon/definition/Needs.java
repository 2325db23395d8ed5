package dev.pacer.simulator.marathon.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one instance takes from an agent.
 *
 * @param hostPorts one entry per wanted port: its number, 0 for any, null for none; null: any ports
 *     will do
 * @param anyPorts how many ports where any will do
 * @param volumes persistent volumes to be made
 */
public record Needs(
    double cpus,
    double mem,
    double disk,
    int gpus,
    @Nullable List<@Nullable Integer> hostPorts,
    int anyPorts,
    List<Volume> volumes) {
  public Needs {
    volumes = List.copyOf(volumes);
  }

  /**
   * A persistent volume.
   *
   * @param type {@code root}, {@code path} or {@code mount}
   * @param size MiB
   * @param maxSize the largest disk taken for a {@code mount}; null: no limit
   * @param profile the disk profile asked for; null: none
   */
  public record Volume(
      String containerPath,
      String type,
      long size,
      @Nullable Long maxSize,
      @Nullable String profile,
      List<Constraint> constraints) {
    public Volume {
      constraints = List.copyOf(constraints);
    }
  }
}

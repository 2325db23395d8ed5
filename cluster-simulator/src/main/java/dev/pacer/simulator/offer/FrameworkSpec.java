package dev.pacer.simulator.offer;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a framework introduces itself to the master.
 *
 * @param id the id it had before; null: a new framework
 * @param partitionAware else it is told TASK_LOST where others are told TASK_UNREACHABLE
 * @param checkpoint whether its tasks outlive a lost connection of their agent
 */
public record FrameworkSpec(
    @Nullable String id,
    String name,
    String user,
    String hostname,
    String webuiUrl,
    List<String> roles,
    List<String> capabilities,
    @Nullable String principal,
    Duration failoverTimeout,
    boolean checkpoint,
    boolean partitionAware) {
  public FrameworkSpec {
    roles = List.copyOf(roles);
    capabilities = List.copyOf(capabilities);
  }
}

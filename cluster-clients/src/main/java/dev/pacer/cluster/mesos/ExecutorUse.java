package dev.pacer.cluster.mesos;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one executor uses; a task group is one. Without cgroups the memory counts shared library
 * pages and may lie above its limit.
 *
 * @param cpuTime user and system time since its start; a counter
 * @param cpuMilli its share of cpus in thousandths; null when not told
 * @param memoryBytes resident; null when not told
 * @param memoryLimitBytes null when not told
 * @param at when it was measured; null when not told
 */
public record ExecutorUse(
    FrameworkId framework,
    ExecutorId executor,
    Duration cpuTime,
    @Nullable Long cpuMilli,
    @Nullable Long memoryBytes,
    @Nullable Long memoryLimitBytes,
    @Nullable Instant at) {
  public ExecutorUse {
    Objects.requireNonNull(framework, "framework");
    Objects.requireNonNull(executor, "executor");
    Objects.requireNonNull(cpuTime, "cpuTime");
  }
}

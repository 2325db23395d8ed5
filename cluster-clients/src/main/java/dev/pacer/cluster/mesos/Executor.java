package dev.pacer.cluster.mesos;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A custom or default executor (those of command tasks are not listed).
 *
 * @param type e.g. {@code DEFAULT}
 */
public record Executor(
    ExecutorId id,
    FrameworkId framework,
    AgentId agent,
    @Nullable String type,
    Resources resources) {
  public Executor {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(framework, "framework");
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(resources, "resources");
  }
}

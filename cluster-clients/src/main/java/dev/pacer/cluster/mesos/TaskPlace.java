package dev.pacer.cluster.mesos;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whose task it is and where; a command task has no executor of its own. */
public record TaskPlace(FrameworkId framework, AgentId agent, @Nullable ExecutorId executor) {
  public TaskPlace {
    Objects.requireNonNull(framework, "framework");
    Objects.requireNonNull(agent, "agent");
  }
}

package dev.pacer.cluster.mesos;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One status update.
 *
 * @param source e.g. {@code SOURCE_MASTER}
 * @param reason e.g. {@code REASON_AGENT_DRAINING}
 * @param healthy null when the task has no health check or it has not answered
 */
public record TaskStatus(
    TaskState state,
    @Nullable Instant at,
    @Nullable String source,
    @Nullable String reason,
    @Nullable String message,
    @Nullable Boolean healthy,
    @Nullable Instant unreachableSince) {
  public TaskStatus {
    Objects.requireNonNull(state, "state");
  }
}

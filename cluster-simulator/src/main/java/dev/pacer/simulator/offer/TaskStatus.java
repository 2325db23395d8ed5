package dev.pacer.simulator.offer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a framework is told about a task.
 *
 * @param source {@code SOURCE_EXECUTOR}, {@code SOURCE_MASTER}, {@code SOURCE_AGENT}
 * @param reason such as {@code REASON_AGENT_REMOVED}, null for none
 * @param message null for none
 * @param unreachableTime since when its agent has been unreachable, null when it is not
 */
public record TaskStatus(
    String taskId,
    String agentId,
    TaskState state,
    String source,
    @Nullable String reason,
    @Nullable String message,
    Instant timestamp,
    @Nullable Instant unreachableTime) {}

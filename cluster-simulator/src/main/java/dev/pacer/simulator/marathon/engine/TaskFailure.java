package dev.pacer.simulator.marathon.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The last task of an app that failed, as {@code lastTaskFailure} tells it. */
public record TaskFailure(
    String appId,
    String host,
    String message,
    String state,
    String taskId,
    Instant at,
    Instant version,
    @Nullable String agentId) {}

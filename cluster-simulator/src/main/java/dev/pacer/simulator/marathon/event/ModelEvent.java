package dev.pacer.simulator.marathon.event;

import dev.pacer.simulator.marathon.json.Doc;
import java.time.Instant;

/**
 * One event of the stream.
 *
 * @param type such as {@code deployment_success}
 * @param payload all of it, with {@code eventType} and {@code timestamp}
 */
public record ModelEvent(String type, Instant at, Doc payload) {}

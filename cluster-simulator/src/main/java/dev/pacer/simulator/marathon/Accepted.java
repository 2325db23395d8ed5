package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.json.Doc;
import java.time.Instant;

/**
 * A change that was taken on.
 *
 * @param created whether the thing did not exist before
 * @param definition what was stored, before service ports were given out
 */
public record Accepted(String deploymentId, Instant version, boolean created, Doc definition) {}

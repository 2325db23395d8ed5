package dev.pacer.simulator.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * A lifecycle hook of a group, put once the group is up.
 *
 * @param terminating whether it holds instances on their way out; else on their way in
 * @param continues what happens when its time is over: continue, else abandon
 * @param queue the queue that it tells itself, besides EventBridge's notice
 */
public record HookSpec(
    String name,
    boolean terminating,
    Duration heartbeat,
    boolean continues,
    Optional<String> queue) {}

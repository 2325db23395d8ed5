package dev.pacer.cluster.aws;

import java.time.Duration;

/**
 * A hook that holds instances of a group in a Wait state.
 *
 * @param terminating whether it holds instances on their way out; else on their way in
 * @param heartbeatTimeout how long one heartbeat holds
 * @param globalTimeout the end of all heartbeats
 * @param continueByDefault what happens at the timeout: continue, else abandon
 */
public record LifecycleHook(
    String name,
    boolean terminating,
    Duration heartbeatTimeout,
    Duration globalTimeout,
    boolean continueByDefault) {
  public LifecycleHook {
    Texts.requireText("hook name", name);
  }
}

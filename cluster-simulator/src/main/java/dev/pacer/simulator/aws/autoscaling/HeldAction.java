package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.kernel.Scheduled;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A member held by one hook, until it is completed or its time is over. */
final class HeldAction {

  private final LifecycleHook hook;
  private final String token;
  private final Instant lastEnd;
  private @Nullable Scheduled end;

  HeldAction(LifecycleHook hook, String token, Instant lastEnd) {
    this.hook = hook;
    this.token = token;
    this.lastEnd = lastEnd;
  }

  LifecycleHook hook() {
    return hook;
  }

  String token() {
    return token;
  }

  /** When no heartbeat helps any more. */
  Instant lastEnd() {
    return lastEnd;
  }

  void endsBy(Scheduled next) {
    cancel();
    end = next;
  }

  void cancel() {
    if (end != null) {
      end.cancel();
      end = null;
    }
  }
}

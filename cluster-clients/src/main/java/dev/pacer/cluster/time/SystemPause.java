package dev.pacer.cluster.time;

import java.time.Duration;

/** Stops the calling thread for real; made by a command's wiring. */
public final class SystemPause implements Pause {

  @Override
  public void await(Duration time) {
    if (time.isNegative() || time.isZero()) {
      return;
    }
    try {
      // Rounded up: 0.4 ms must not become a busy loop.
      Thread.sleep(time.plusNanos(999_999).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PauseInterruptedException(e);
    }
  }
}

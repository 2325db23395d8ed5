package dev.pacer.simulator.kernel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that happens every so often until it is cancelled. */
public final class Series {

  private final Simulation simulation;
  private final Duration period;
  private final Runnable action;
  private @Nullable Scheduled next;
  private boolean cancelled;

  Series(Simulation simulation, Duration period, Runnable action) {
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException("need a period above zero, was " + period);
    }
    this.simulation = simulation;
    this.period = period;
    this.action = action;
  }

  void start() {
    next =
        simulation.after(
            period,
            () -> {
              action.run();
              if (!cancelled) {
                start();
              }
            });
  }

  /** Ends the series. */
  public void cancel() {
    cancelled = true;
    if (next != null) {
      next.cancel();
    }
  }
}

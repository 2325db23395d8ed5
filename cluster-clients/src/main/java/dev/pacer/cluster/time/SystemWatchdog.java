package dev.pacer.cluster.time;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A watchdog with one daemon thread of its own; made, and closed, by a command's wiring. */
public final class SystemWatchdog implements Watchdog, AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;

  /** Starts without a thread; the first watch starts it. */
  public SystemWatchdog() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "watchdog");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Guard watch(Duration limit, Runnable onOverrun) {
    ScheduledFuture<?> watch =
        timer.schedule(onOverrun, Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    return () -> watch.cancel(false);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

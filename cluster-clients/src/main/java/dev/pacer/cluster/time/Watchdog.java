package dev.pacer.cluster.time;

import java.time.Duration;

/** Ends what takes too long: the way to cut a peer that answers byte by byte for ever. */
@FunctionalInterface
public interface Watchdog {

  /**
   * Runs {@code onOverrun} once, on another thread, when {@code limit} has passed and the guard was
   * not dismissed before.
   */
  Guard watch(Duration limit, Runnable onOverrun);

  /** A watch under way. */
  @FunctionalInterface
  interface Guard {

    /** Ends the watch; whoever was too late has been told already. */
    void dismiss();
  }
}

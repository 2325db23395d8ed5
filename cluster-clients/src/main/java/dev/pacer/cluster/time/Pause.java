package dev.pacer.cluster.time;

import java.time.Duration;

/**
 * Lets time pass. A client waits with it between two tries, never inside a tool's cycle; in the
 * simulator it moves the virtual clock instead of stopping the thread.
 */
@FunctionalInterface
public interface Pause {

  /**
   * Returns after {@code time}; at once when it is zero or negative.
   *
   * @throws PauseInterruptedException when the thread is asked to stop; the interrupt flag is then
   *     set
   */
  void await(Duration time);
}

package dev.pacer.frame.command;

import java.time.Duration;

/**
 * Tells a running command that it was asked to end (SIGTERM or SIGINT). From then on it has five
 * seconds: finish the step in flight or leave its intent to the next run, then return its exit
 * code, which becomes the process's.
 */
public interface StopSignal {

  /** Whether the command was asked to end. */
  boolean requested();

  /** Runs that when the command is asked to end, on a thread of its own; at once if it was. */
  void onStop(Runnable action);

  /**
   * Waits until the command is asked to end.
   *
   * @return whether it was, before the time was over
   */
  boolean await(Duration atMost) throws InterruptedException;

  /** Waits until the command is asked to end, however long. */
  void await() throws InterruptedException;
}

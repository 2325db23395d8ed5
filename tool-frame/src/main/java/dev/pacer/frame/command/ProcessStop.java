package dev.pacer.frame.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process's own signals, seen through the JVM's shutdown hook. */
final class ProcessStop implements StopSignal {
  private static final Logger log = LoggerFactory.getLogger(ProcessStop.class);

  /** Short of the promised five seconds, so that the process itself has time to end. */
  private static final Duration PATIENCE = Duration.ofMillis(4500);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean hooked = new AtomicBoolean();
  private final List<Runnable> actions = new ArrayList<>();
  private volatile int exitCode;

  /** Registers with the JVM, once; a command that never asks for the signal just dies of it. */
  ProcessStop hooked() {
    if (hooked.compareAndSet(false, true)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "stop"));
    }
    return this;
  }

  private void shutDown() {
    if (ended.getCount() == 0) {
      return;
    }
    request();
    try {
      if (ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        Runtime.getRuntime().halt(exitCode);
      }
      log.error("command did not end in time, ending the process ms={}", PATIENCE.toMillis());
    } catch (InterruptedException e) {
      log.error("interrupted while the command was ending", e);
    }
    Runtime.getRuntime().halt(1);
  }

  private void request() {
    List<Runnable> now;
    synchronized (actions) {
      requested.countDown();
      now = List.copyOf(actions);
    }
    for (Runnable action : now) {
      try {
        action.run();
      } catch (RuntimeException e) {
        log.error("stopping failed", e);
      }
    }
  }

  /** The command is done; nothing of it needs the process any more. */
  void ended(int code) {
    exitCode = code;
    ended.countDown();
  }

  @Override
  public boolean requested() {
    return requested.getCount() == 0;
  }

  @Override
  public void onStop(Runnable action) {
    synchronized (actions) {
      actions.add(action);
      if (!requested()) {
        return;
      }
    }
    action.run();
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    return requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void await() throws InterruptedException {
    requested.await();
  }
}

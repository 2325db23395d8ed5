package dev.pacer.simulator.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps a served simulation at the machine's own time: callers take turns under a lock, and {@link
 * #run} (on a thread of the caller's choice) makes events happen when they are due.
 */
public final class WallClockTurn implements Turn, Runnable, AutoCloseable {

  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

  private final Simulation simulation;
  private final InstantSource wall;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private boolean closed;

  public WallClockTurn(Simulation simulation, InstantSource wall) {
    this.simulation = simulation;
    this.wall = wall;
  }

  @Override
  public <T> T take(Supplier<T> question) {
    lock.lock();
    try {
      simulation.runUntil(wall.instant());
      T answer = question.get();
      changed.signalAll();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /** Makes events happen as they fall due, until {@link #close}. */
  @Override
  public void run() {
    lock.lock();
    try {
      while (!closed) {
        Instant now = wall.instant();
        simulation.runUntil(now);
        Duration nap =
            simulation
                .nextEventAt()
                .map(next -> Duration.between(now, next))
                .filter(wait -> wait.compareTo(LONGEST_NAP) < 0)
                .orElse(LONGEST_NAP);
        if (!nap.isNegative() && !nap.isZero()) {
          boolean signalled = changed.await(nap.toNanos(), TimeUnit.NANOSECONDS);
          if (signalled && closed) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

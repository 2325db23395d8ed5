package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.kernel.Turn;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets a test move the clock itself while servers answer. */
final class LockTurn implements Turn {

  private final ReentrantLock lock = new ReentrantLock();

  @Override
  public <T> T take(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }
}

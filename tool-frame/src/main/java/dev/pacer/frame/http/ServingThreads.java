package dev.pacer.frame.http;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The server's runtime: its threads (one that accepts, one that watches for hanging peers, one per
 * open connection) and its monotonic clock.
 */
final class ServingThreads {
  private static final long KEEP_THREAD_SECONDS = 20;

  private final ThreadPoolExecutor connections;
  private final ThreadFactory factory;

  ServingThreads(int port, int maxConnections) {
    AtomicInteger number = new AtomicInteger();
    this.factory =
        task -> {
          Thread thread = new Thread(task, "http-" + port + "-" + number.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        };
    this.connections =
        new ThreadPoolExecutor(
            0,
            maxConnections,
            KEEP_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            factory);
  }

  LongSupplier nanos() {
    return System::nanoTime;
  }

  /** Starts a thread that lives as long as the server. */
  Thread start(Runnable task) {
    Thread thread = factory.newThread(task);
    thread.start();
    return thread;
  }

  /**
   * Runs a connection.
   *
   * @throws java.util.concurrent.RejectedExecutionException when all threads are taken
   */
  void run(Runnable connection) {
    connections.execute(connection);
  }

  /** Waits between two looks at the connections; false when interrupted. */
  boolean pause(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Interrupts what runs, takes nothing more, and waits; false when something still runs. */
  boolean end(long waitNanos) {
    connections.shutdownNow();
    try {
      return connections.awaitTermination(waitNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package dev.pacer.frame.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A streamed body fed from other threads: whoever has news calls {@link #send}, which never waits.
 * A peer that reads so slowly that more than the bound is waiting for it is cut off.
 */
public final class Feed implements StreamBody {
  private static final long PEER_CHECK_MILLIS = 250;

  private final int maxWaitingBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean closed;
  private boolean overflowed;
  private Runnable whenClosed = () -> {};

  /**
   * @param maxWaitingBytes how much may wait for a slow peer before it is cut off
   */
  public Feed(int maxWaitingBytes) {
    this.maxWaitingBytes = maxWaitingBytes;
  }

  /** Runs that once when the stream has ended, for whatever reason; at once if it has already. */
  public Feed onClose(Runnable action) {
    boolean now;
    lock.lock();
    try {
      now = closed;
      whenClosed = action;
    } finally {
      lock.unlock();
    }
    if (now) {
      action.run();
    }
    return this;
  }

  /** Queues these bytes as one chunk; false when the stream has ended. */
  public boolean send(byte[] bytes) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      if (waitingBytes + bytes.length > maxWaitingBytes && !waiting.isEmpty()) {
        overflowed = true;
        closed = true;
        waiting.clear();
        news.signalAll();
        return false;
      }
      waiting.add(bytes.clone());
      waitingBytes += bytes.length;
      news.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Queues text as UTF-8. */
  public boolean send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Ends the body properly once what waits is written. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether more can be sent. */
  public boolean isOpen() {
    lock.lock();
    try {
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void writeTo(Sink sink) throws IOException, InterruptedException {
    try {
      while (true) {
        byte[] next = take(sink);
        if (next.length == 0) {
          return;
        }
        sink.write(next);
      }
    } finally {
      ended();
    }
  }

  /** The next bytes, none for the end. */
  private byte[] take(Sink sink) throws IOException, InterruptedException {
    while (true) {
      lock.lockInterruptibly();
      try {
        if (waiting.isEmpty() && !closed) {
          news.await(PEER_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (overflowed) {
          throw new IOException("the peer reads too slowly: %d bytes wait".formatted(waitingBytes));
        }
        byte[] next = waiting.poll();
        if (next != null) {
          waitingBytes -= next.length;
          return next;
        }
        if (closed) {
          return new byte[0];
        }
      } finally {
        lock.unlock();
      }
      sink.checkPeer();
    }
  }

  private void ended() {
    Runnable action;
    lock.lock();
    try {
      closed = true;
      action = whenClosed;
      whenClosed = () -> {};
      waiting.clear();
      waitingBytes = 0;
    } finally {
      lock.unlock();
    }
    action.run();
  }
}

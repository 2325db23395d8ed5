package dev.pacer.registryauth.keep;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/**
 * True time, in which things happen in order, and the machine's clock, which may be set wrong.
 * Everything runs on the caller's thread.
 */
final class VirtualTime implements InstantSource {

  private record Event(Instant at, long order, Runnable what) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
  private Instant trueNow;
  private Duration clockAhead = Duration.ZERO;
  private long order;

  VirtualTime(Instant start) {
    trueNow = start;
  }

  /** The machine's clock. */
  @Override
  public Instant instant() {
    return trueNow.plus(clockAhead);
  }

  Instant trueNow() {
    return trueNow;
  }

  /** Sets the machine's clock forward, or back when negative. */
  void stepClock(Duration by) {
    clockAhead = clockAhead.plus(by);
  }

  void at(Instant when, Runnable what) {
    events.add(new Event(when.isBefore(trueNow) ? trueNow : when, order++, what));
  }

  void after(Duration wait, Runnable what) {
    at(trueNow.plus(wait), what);
  }

  /** Runs what it is given later: work takes that long. */
  Executor taking(Duration time) {
    return work -> after(time, work);
  }

  /** Lets everything happen up to a time. */
  void runUntil(Instant end) {
    while (!events.isEmpty() && !events.peek().at().isAfter(end)) {
      Event next = events.remove();
      trueNow = next.at();
      next.what().run();
    }
    trueNow = end;
  }
}

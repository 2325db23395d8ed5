package dev.pacer.simulator.kernel;

import java.time.Instant;

/** Something that is going to happen, unless it is cancelled. Ordered by time, then by arrival. */
public final class Scheduled implements Comparable<Scheduled> {

  private final Instant moment;
  private final long arrival;
  private final Runnable action;
  private boolean cancelled;

  Scheduled(Instant moment, long arrival, Runnable action) {
    this.moment = moment;
    this.arrival = arrival;
    this.action = action;
  }

  public Instant moment() {
    return moment;
  }

  /** Makes sure that it never happens; no effect if it already has. */
  public void cancel() {
    cancelled = true;
  }

  boolean cancelled() {
    return cancelled;
  }

  void run() {
    action.run();
  }

  @Override
  public int compareTo(Scheduled other) {
    int byTime = moment.compareTo(other.moment);
    return byTime != 0 ? byTime : Long.compare(arrival, other.arrival);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(arrival);
  }
}

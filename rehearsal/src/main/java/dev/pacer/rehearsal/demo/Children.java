package dev.pacer.rehearsal.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The demo's processes: looked after while it runs, ended with it, the last one first. */
public final class Children implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Deque<Child> running = new ArrayDeque<>();

  public synchronized Child add(Child child) {
    running.push(child);
    return child;
  }

  /** {@link Look.Broken} when one of them has ended by itself. */
  public synchronized Look allAlive() {
    for (Child child : running) {
      String end = child.unexpectedEnd();
      if (!end.isEmpty()) {
        return new Look.Broken(end);
      }
    }
    return new Look.Seen("all processes run");
  }

  /** Ends one of them; whether it ended as asked, within 5 s and with status 0. */
  public synchronized Look stop(Child child) {
    running.remove(child);
    int status = child.stop(GRACE);
    return status == 0 ? new Look.Seen("exit status 0") : new Look.Broken("exit status " + status);
  }

  /** Ends all that are left. */
  @Override
  public synchronized void close() {
    while (!running.isEmpty()) {
      running.pop().stop(GRACE);
    }
  }
}

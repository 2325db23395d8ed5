package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.engine.Core;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The present and the last minutes, for those who read and for answers that are stale. */
final class Snapshots {

  private static final Duration KEPT = Duration.ofMinutes(15);

  private final Core core;
  private final Supplier<Snapshot> taker;
  private final Deque<Snapshot> past = new ArrayDeque<>();
  private @Nullable Snapshot present;
  private Instant lastKept = Instant.MIN;

  Snapshots(Core core, Supplier<Snapshot> taker) {
    this.core = core;
    this.taker = taker;
    core.onChange(this::keep);
  }

  /** Keeps the state that is about to change, one for each moment at which something changes. */
  private void keep() {
    if (!core.now().equals(lastKept)) {
      lastKept = core.now();
      past.addLast(now());
      while (past.size() > 1 && past.getFirst().at().isBefore(core.now().minus(KEPT))) {
        past.removeFirst();
      }
    }
    present = null;
  }

  Snapshot now() {
    Snapshot known = present;
    if (known == null || known.revision() != core.revision()) {
      known = taker.get();
      present = known;
    }
    return known;
  }

  /** What was to be seen {@code ago} on this clock; the oldest known state if that is younger. */
  Snapshot before(Duration ago) {
    Instant then = core.now().minus(core.simulation().scaled(ago));
    if (!lastKept.isAfter(then)) {
      return now();
    }
    Iterator<Snapshot> newestFirst = past.descendingIterator();
    Snapshot found = now();
    while (newestFirst.hasNext()) {
      Snapshot each = newestFirst.next();
      found = each;
      if (!each.at().isAfter(then)) {
        break;
      }
    }
    return found;
  }
}

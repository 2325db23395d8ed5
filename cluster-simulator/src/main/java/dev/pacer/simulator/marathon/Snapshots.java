package dev.pacer.simulator.marathon;

import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.marathon.engine.Core;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The present, and for answers that are to be stale the past. */
final class Snapshots {

  /** What was to be seen until a moment. */
  private record Kept(Instant until, Snapshot state) {}

  private final Core core;
  private final FaultRules faults;
  private final Supplier<Snapshot> taker;
  private final Deque<Kept> past = new ArrayDeque<>();
  private @Nullable Snapshot present;
  private Instant lastKept = Instant.MIN;

  Snapshots(Core core, FaultRules faults, Supplier<Snapshot> taker) {
    this.core = core;
    this.faults = faults;
    this.taker = taker;
    core.onChange(this::keep);
  }

  /**
   * Keeps the state that is about to change, one for each moment at which something changes, as far
   * back as faults in force may ask for.
   */
  private void keep() {
    Duration kept = faults.longestStaleness();
    if (kept.isZero()) {
      past.clear();
    } else if (!core.now().equals(lastKept)) {
      lastKept = core.now();
      past.addLast(new Kept(core.now(), now()));
      Instant oldest = core.now().minus(core.simulation().scaled(kept));
      while (past.size() > 1 && past.getFirst().until().isBefore(oldest)) {
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
    Snapshot found = now();
    Iterator<Kept> newestFirst = past.descendingIterator();
    while (newestFirst.hasNext()) {
      Kept each = newestFirst.next();
      if (!each.until().isAfter(then)) {
        break;
      }
      found = each.state();
    }
    return found;
  }
}

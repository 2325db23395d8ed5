package dev.pacer.autoscaler.decision;

import java.time.Duration;
import java.time.Instant;

/**
 * Since when this instance leads, and how long a new leader holds itself back (H3).
 *
 * @param epoch counts leaders; 0 for an instance that is the only one
 * @param since when it took office, by its own clock
 * @param buyAfter how long it does nothing at all, so that its predecessor's last call has landed
 * @param removeAfter how long it begins no removal
 */
public record Tenure(long epoch, Instant since, Duration buyAfter, Duration removeAfter) {

  /** Of an instance that is the only one: there is no predecessor to wait for. */
  public static final Tenure ALONE = new Tenure(0, Instant.EPOCH, Duration.ZERO, Duration.ZERO);

  public Tenure {
    if (buyAfter.isNegative() || removeAfter.compareTo(buyAfter) < 0) {
      throw new IllegalArgumentException(
          "a leader must not remove (%s) before it may act at all (%s)"
              .formatted(removeAfter, buyAfter));
    }
  }

  /** Whether it may act at all. */
  public boolean actsAt(Instant now) {
    return !now.isBefore(since.plus(buyAfter));
  }

  /** Whether it may begin removals. */
  public boolean removesAt(Instant now) {
    return !now.isBefore(since.plus(removeAfter));
  }
}

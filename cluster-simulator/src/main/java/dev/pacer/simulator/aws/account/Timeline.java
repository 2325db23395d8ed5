package dev.pacer.simulator.aws.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a thing was, and since when, for reads that lag behind writes. Remembers one hour; asked for
 * more, it tells the oldest it knows.
 */
public final class Timeline<T> {

  private static final Duration REMEMBERED = Duration.ofHours(1);

  private record Stretch<T>(Instant since, T value) {}

  private final List<Stretch<T>> stretches = new ArrayList<>(4);
  private boolean forgotten;

  public Timeline(Instant since, T value) {
    stretches.add(new Stretch<>(since, value));
  }

  public T current() {
    return stretches.get(stretches.size() - 1).value();
  }

  /** Says what it is from now on; two changes at one moment are one. */
  public void set(Instant now, T value) {
    int last = stretches.size() - 1;
    if (stretches.get(last).since().equals(now)) {
      stretches.set(last, new Stretch<>(now, value));
      return;
    }
    stretches.add(new Stretch<>(now, value));
    Instant horizon = now.minus(REMEMBERED);
    while (stretches.size() > 1 && !stretches.get(1).since().isAfter(horizon)) {
      stretches.remove(0);
      forgotten = true;
    }
  }

  /** What it was at that moment; empty when it did not exist yet. */
  public Optional<T> at(Instant moment) {
    for (int i = stretches.size() - 1; i >= 0; i--) {
      Stretch<T> stretch = stretches.get(i);
      if (!stretch.since().isAfter(moment)) {
        return Optional.of(stretch.value());
      }
    }
    return forgotten ? Optional.of(stretches.get(0).value()) : Optional.empty();
  }
}

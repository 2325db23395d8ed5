package dev.pacer.systemtests.cluster;

import dev.pacer.cluster.time.Pause;
import dev.pacer.cluster.time.SystemPause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks again and again under a deadline of the machine's own time: what the simulated time comes
 * to at the world's speed, and some more for a busy machine.
 */
public final class ServedAwaiting implements Awaiting {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration BUSY_MACHINE = Duration.ofSeconds(20);

  private final double speed;
  private final InstantSource clock = InstantSource.system();
  private final Pause pause = new SystemPause();

  public ServedAwaiting(double speed) {
    this.speed = speed;
  }

  @Override
  public <T> T until(
      String what, Duration atMost, Supplier<? extends T> question, Predicate<? super T> passes) {
    Instant end = clock.instant().plus(onThisMachine(atMost)).plus(BUSY_MACHINE);
    return Looking.until(
        what,
        question,
        passes,
        () -> {
          if (!clock.instant().isBefore(end)) {
            return false;
          }
          pause.await(LOOK_AGAIN);
          return true;
        });
  }

  /** The world's clock is the machine's, so this waits until that has moved on. */
  @Override
  public void pass(Duration simulated) {
    Instant end = clock.instant().plus(onThisMachine(simulated));
    while (clock.instant().isBefore(end)) {
      pause.await(LOOK_AGAIN);
    }
  }

  private Duration onThisMachine(Duration simulated) {
    return Duration.ofNanos((long) (simulated.toNanos() / speed));
  }
}

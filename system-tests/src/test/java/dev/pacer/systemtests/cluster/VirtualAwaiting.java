package dev.pacer.systemtests.cluster;

import dev.pacer.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Moves a virtual clock, a little at a time. */
public final class VirtualAwaiting implements Awaiting {

  private static final Duration STEP = Duration.ofMillis(500);

  private final Simulation simulation;

  public VirtualAwaiting(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public <T> T until(
      String what, Duration atMost, Supplier<? extends T> question, Predicate<? super T> passes) {
    Instant end = simulation.instant().plus(atMost);
    return Looking.until(
        what,
        question,
        passes,
        () -> {
          if (!simulation.instant().isBefore(end)) {
            return false;
          }
          simulation.advance(STEP);
          return true;
        });
  }

  @Override
  public void pass(Duration simulated) {
    simulation.advance(simulated);
  }
}

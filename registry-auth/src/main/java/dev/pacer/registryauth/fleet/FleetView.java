package dev.pacer.registryauth.fleet;

import dev.pacer.registryauth.fleet.plan.FleetFacts;
import dev.pacer.registryauth.fleet.plan.FleetStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the fleet, for status and metrics.
 *
 * @param coverage as last read; empty before the first reading
 * @param readAt when that was; empty before the first reading
 * @param leading whether this instance changes the app
 * @param lastStep what was last sent, and what Marathon said
 * @param notes why nothing more is done
 * @param problem why the last reading or step failed; empty when it did not
 */
public record FleetView(
    Optional<FleetFacts.Coverage> coverage,
    Optional<Instant> readAt,
    boolean leading,
    Optional<Sent> lastStep,
    List<String> notes,
    Optional<String> problem) {

  /** Copies the list. */
  public FleetView {
    notes = List.copyOf(notes);
  }

  /** A step, when it was sent, and what came back. */
  public record Sent(FleetStep step, Instant at, String answer) {}

  /** Nothing is known yet. */
  public static FleetView unknown() {
    return new FleetView(
        Optional.empty(), Optional.empty(), false, Optional.empty(), List.of(), Optional.empty());
  }
}

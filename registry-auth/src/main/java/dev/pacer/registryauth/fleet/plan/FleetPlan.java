package dev.pacer.registryauth.fleet.plan;

import java.util.List;
import java.util.Optional;

/**
 * What to do now.
 *
 * @param step at most one: the next look sees what came of it
 * @param notes why nothing is done, or not more; and what had better be otherwise
 * @param memory for the next look
 */
public record FleetPlan(
    FleetFacts.Coverage coverage,
    Optional<FleetStep> step,
    List<String> notes,
    FleetMemory memory) {

  /** Copies the list. */
  public FleetPlan {
    notes = List.copyOf(notes);
  }
}

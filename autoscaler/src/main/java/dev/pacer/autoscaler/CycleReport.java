package dev.pacer.autoscaler;

import dev.pacer.autoscaler.act.StepOutcome;
import dev.pacer.autoscaler.journal.JournalState;
import dev.pacer.autoscaler.plan.Plan;
import dev.pacer.view.ClusterSnapshot;
import java.util.List;

/**
 * What one cycle saw, decided and did.
 *
 * @param journal as it is after the cycle
 */
public record CycleReport(
    long number,
    ClusterSnapshot snapshot,
    Plan plan,
    List<StepOutcome> outcomes,
    JournalState journal) {

  public CycleReport {
    outcomes = List.copyOf(outcomes);
  }
}

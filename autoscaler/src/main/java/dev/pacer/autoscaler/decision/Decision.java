package dev.pacer.autoscaler.decision;

import dev.pacer.autoscaler.journal.AgentDrain;
import dev.pacer.autoscaler.journal.Memory;
import dev.pacer.autoscaler.plan.Plan;
import java.util.List;
import java.util.Map;

/**
 * What a cycle decided: the plan, and what the journal is to hold from now on.
 *
 * @param settled ids of intents whose outcome was seen
 * @param drains how far each removal is now; one that is not in it is over
 */
public record Decision(
    Plan plan, List<String> settled, Map<String, AgentDrain> drains, Memory memory) {

  public Decision {
    settled = List.copyOf(settled);
    drains = Map.copyOf(drains);
  }
}

package dev.pacer.simulator.mesos;

import java.util.HashMap;
import java.util.Map;

/**
 * What must stay free in one round of the allocator, so that roles can still get what their quotas
 * guarantee them.
 */
final class Headroom {

  private final MesosModel model;
  private final Map<String, Long> free = new HashMap<>();

  Headroom(MesosModel model) {
    this.model = model;
    if (model.roles().unmetGuarantees().isEmpty()) {
      return;
    }
    for (AgentRecord agent : model.memory().agents.values()) {
      if (agent.active()) {
        add(agent.free().unreserved(), 1);
      }
    }
  }

  private void add(Resources resources, int sign) {
    for (String name : model.roles().guaranteedNames()) {
      long thousandths = resources.scalar(name).movePointRight(3).longValue();
      free.merge(name, sign * thousandths, Long::sum);
    }
  }

  /** Whether a role may have these: a guaranteed one always, another if enough is left for them. */
  boolean allows(String role, Resources given) {
    Map<String, Long> unmet = model.roles().unmetGuarantees();
    if (unmet.isEmpty() || model.roles().belowGuarantee(role)) {
      return true;
    }
    Resources unreserved = given.unreserved();
    return unmet.entrySet().stream()
        .allMatch(
            entry ->
                free.getOrDefault(entry.getKey(), 0L)
                        - unreserved.scalar(entry.getKey()).movePointRight(3).longValue()
                    >= entry.getValue());
  }

  /** Counts what was offered. */
  void took(Resources given) {
    if (!free.isEmpty()) {
      add(given.unreserved(), -1);
    }
  }
}

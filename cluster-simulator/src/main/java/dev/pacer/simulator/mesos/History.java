package dev.pacer.simulator.mesos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state as a value, made when asked for; and past ones, as long as a fault may ask for them.
 */
final class History {

  private final MesosModel model;
  private final Deque<MesosState> past = new ArrayDeque<>();
  private @Nullable MesosState present;
  private boolean planned;
  private long version;

  History(MesosModel model) {
    this.model = model;
  }

  void changed() {
    present = null;
    if (!planned && !model.faults().longestStaleness().isZero()) {
      planned = true;
      model
          .simulation()
          .after(
              Duration.ZERO,
              () -> {
                planned = false;
                keep(present());
              });
    }
  }

  private void keep(MesosState state) {
    past.addLast(state);
    Instant horizon =
        model
            .simulation()
            .instant()
            .minus(model.simulation().scaled(model.faults().longestStaleness()));
    while (past.size() > 1) {
      Iterator<MesosState> oldest = past.iterator();
      oldest.next();
      if (oldest.next().at().isAfter(horizon)) {
        break;
      }
      past.removeFirst();
    }
  }

  MesosState past(Duration ago) {
    Instant moment = model.simulation().instant().minus(model.simulation().scaled(ago));
    MesosState found = null;
    for (MesosState state : past) {
      if (found == null || !state.at().isAfter(moment)) {
        found = state;
      }
    }
    return found == null ? present() : found;
  }

  MesosState present() {
    MesosState state = present;
    if (state == null) {
      state = take();
      present = state;
    }
    return state;
  }

  private MesosState take() {
    LeaderMemory memory = model.memory();
    Registry registry = model.registry();
    boolean ready = memory.ready && model.masters().leads();
    Map<String, MesosState.RoleQuota> quotas = new LinkedHashMap<>();
    if (ready) {
      registry.quotas.forEach(
          (role, quota) ->
              quotas.put(role, new MesosState.RoleQuota(quota.guarantees(), quota.limits())));
    }
    return new MesosState(
        ++version,
        model.simulation().instant(),
        model.masters().views(memory.ready),
        model.masters().leads() ? model.masters().leaderIndex() : -1,
        memory.agents.values().stream().map(AgentRecord::view).toList(),
        memory.recovered.entrySet().stream()
            .map(entry -> new MesosState.RecoveredAgent(entry.getKey(), entry.getValue()))
            .toList(),
        memory.frameworks.values().stream()
            .map(framework -> framework.view(memory.agents.values()))
            .toList(),
        memory.completed.stream().map(framework -> framework.view(memory.agents.values())).toList(),
        ready ? Set.copyOf(registry.unreachable.keySet()) : Set.of(),
        ready ? List.copyOf(registry.schedule) : List.of(),
        ready ? new LinkedHashSet<>(registry.down) : Set.of(),
        ready ? new LinkedHashMap<>(registry.weights) : Map.of(),
        quotas,
        memory.counters.values());
  }
}

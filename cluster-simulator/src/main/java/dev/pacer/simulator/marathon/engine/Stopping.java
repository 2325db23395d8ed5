package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.Instance;
import java.util.List;

/** Ends every instance of an app or pod that is removed. */
final class Stopping implements Work {

  private final Core core;
  private final Tracker tracker;
  private final Killer killer;
  private final RunSpec spec;
  private boolean told;

  Stopping(Parts parts, RunSpec spec) {
    this.core = parts.core();
    this.tracker = parts.tracker();
    this.killer = parts.killer();
    this.spec = spec;
  }

  @Override
  public void start() {
    for (Instance instance : List.copyOf(tracker.of(spec.id()))) {
      killer.decommission(instance);
    }
  }

  @Override
  public boolean proceed() {
    for (Instance instance : List.copyOf(tracker.of(spec.id()))) {
      if (instance.goal() == dev.pacer.simulator.marathon.instance.Goal.RUNNING) {
        killer.decommission(instance);
      }
    }
    if (!tracker.of(spec.id()).isEmpty()) {
      return false;
    }
    if (!told) {
      told = true;
      core.events().publish("app_terminated_event", "appId", spec.id());
      if (!spec.healthChecks().isEmpty() && !spec.isPod()) {
        core.events().publish("remove_health_check_event", "appId", spec.id());
      }
    }
    return true;
  }
}

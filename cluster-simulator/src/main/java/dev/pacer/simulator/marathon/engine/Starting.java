package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.HealthCheck;
import dev.pacer.simulator.marathon.definition.RunSpec;

/** The first step of a creation: it is there from now on, with no instance. */
final class Starting implements Work {

  private final Core core;
  private final RunSpec spec;

  Starting(Core core, RunSpec spec) {
    this.core = core;
    this.spec = spec;
  }

  @Override
  public void start() {
    announceHealthChecks(core, spec);
  }

  static void announceHealthChecks(Core core, RunSpec spec) {
    if (spec.isPod()) {
      return;
    }
    for (HealthCheck check : spec.healthChecks()) {
      core.events()
          .publish(
              "add_health_check_event",
              "appId",
              spec.id(),
              "healthCheck",
              check.doc(),
              "version",
              spec.version());
    }
  }

  @Override
  public boolean proceed() {
    return true;
  }
}

package dev.pacer.simulator.marathon.engine;

/** What the actions of deployments work with. */
public record Parts(
    Core core, Tracker tracker, LaunchQueue queue, Killer killer, Readiness readiness) {}

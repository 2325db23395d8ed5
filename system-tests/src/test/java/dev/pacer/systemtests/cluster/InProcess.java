package dev.pacer.systemtests.cluster;

import dev.pacer.simulator.aws.CallGate;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.simulator.world.World;
import java.time.Instant;
import java.util.Optional;

/** Worlds on a virtual clock. */
public final class InProcess {

  /** Keys that open nothing: the simulator takes any. */
  public static final CallGate.Credentials CREDENTIALS =
      new CallGate.Credentials(Optional.of("AKIAFAKEFAKEFAKEFAKE"), Optional.empty());

  private InProcess() {}

  public static World world(Scenario scenario) {
    return World.inProcess(scenario, Instant.parse("2026-11-02T09:00:00Z"), 1);
  }
}

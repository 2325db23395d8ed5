package dev.pacer.systemtests.contract;

import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.simulator.marathon.port.SimulatedMarathon;
import dev.pacer.simulator.world.World;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.InProcess;
import dev.pacer.systemtests.cluster.VirtualAwaiting;

/** The simulated Marathon in-process keeps the contract. */
class SimulatedMarathonTest implements MarathonClientContract {

  private final World world = InProcess.world(MarathonClientContract.scenario());
  private final MarathonClient marathon = new SimulatedMarathon(world.marathon());

  @Override
  public MarathonClient marathon() {
    return marathon;
  }

  @Override
  public Awaiting awaiting() {
    return new VirtualAwaiting(world.simulation());
  }
}

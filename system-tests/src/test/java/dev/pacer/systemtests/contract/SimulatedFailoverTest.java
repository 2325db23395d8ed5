package dev.pacer.systemtests.contract;

import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.simulator.mesos.port.SimulatedMesosMaster;
import dev.pacer.simulator.world.World;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.InProcess;
import dev.pacer.systemtests.cluster.VirtualAwaiting;

/** The simulated masters in-process fail over as the contract says. */
class SimulatedFailoverTest implements FailoverContract {

  private final World world = InProcess.world(FailoverContract.scenario());
  private final MesosMaster mesos = new SimulatedMesosMaster(world.mesos());

  @Override
  public MesosMaster mesos() {
    return mesos;
  }

  @Override
  public Awaiting awaiting() {
    return new VirtualAwaiting(world.simulation());
  }

  @Override
  public void killLeader() {
    world.mesos().failOver();
  }
}

package dev.pacer.systemtests.contract;

import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.simulator.mesos.port.SimulatedMesosMaster;
import dev.pacer.simulator.world.World;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.InProcess;
import dev.pacer.systemtests.cluster.VirtualAwaiting;

/** The simulated master in-process keeps the contract. */
class SimulatedMesosMasterTest implements MesosMasterContract {

  private final World world = InProcess.world(MesosMasterContract.scenario());
  private final MesosMaster mesos = new SimulatedMesosMaster(world.mesos());

  @Override
  public MesosMaster mesos() {
    return mesos;
  }

  @Override
  public Awaiting awaiting() {
    return new VirtualAwaiting(world.simulation());
  }
}

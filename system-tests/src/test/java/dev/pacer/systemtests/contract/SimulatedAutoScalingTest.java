package dev.pacer.systemtests.contract;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.simulator.aws.port.SimulatedAutoScaling;
import dev.pacer.simulator.world.World;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.InProcess;
import dev.pacer.systemtests.cluster.VirtualAwaiting;

/** The simulated Auto Scaling in-process keeps the contract. */
class SimulatedAutoScalingTest implements AutoScalingContract {

  private final World world = InProcess.world(AutoScalingContract.scenario());
  private final AutoScaling autoScaling =
      new SimulatedAutoScaling(world.aws(), InProcess.CREDENTIALS);

  @Override
  public AutoScaling autoScaling() {
    return autoScaling;
  }

  @Override
  public Awaiting awaiting() {
    return new VirtualAwaiting(world.simulation());
  }
}

package dev.pacer.systemtests.contract;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.simulator.aws.port.SimulatedAutoScaling;
import dev.pacer.simulator.aws.port.SimulatedEc2;
import dev.pacer.simulator.world.World;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.InProcess;
import dev.pacer.systemtests.cluster.VirtualAwaiting;

/** The simulated EC2 in-process keeps the contract. */
class SimulatedEc2Test implements Ec2Contract {

  private final World world = InProcess.world(Ec2Contract.scenario());
  private final Ec2 ec2 = new SimulatedEc2(world.aws(), InProcess.CREDENTIALS);
  private final AutoScaling autoScaling =
      new SimulatedAutoScaling(world.aws(), InProcess.CREDENTIALS);

  @Override
  public Ec2 ec2() {
    return ec2;
  }

  @Override
  public AutoScaling autoScaling() {
    return autoScaling;
  }

  @Override
  public Awaiting awaiting() {
    return new VirtualAwaiting(world.simulation());
  }
}

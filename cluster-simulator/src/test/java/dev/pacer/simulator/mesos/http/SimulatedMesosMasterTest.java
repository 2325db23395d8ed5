package dev.pacer.simulator.mesos.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.simulator.mesos.MesosWorld;
import dev.pacer.simulator.mesos.port.SimulatedMesosMaster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatedMesosMasterTest implements MasterPortContract {

  private final MesosWorld world = new MesosWorld(HttpMesosMasterIT.quick(MesosWorld.CAPTURED));
  private final MesosMaster master = new SimulatedMesosMaster(world.mesos);

  @Override
  public MesosMaster master() {
    return master;
  }

  @Override
  public MesosWorld world() {
    return world;
  }

  @Override
  public void act(Runnable action) {
    action.run();
  }

  /** What has not changed is not told anew: a cycle over a quiet cluster costs next to nothing. */
  @Test
  void aSecondReadingOfAQuietClusterIsTheSameLists() {
    world.agent("agent1.test", "4", "4096");
    world.seconds(1);
    MesosState one = master.state();
    world.run(Duration.ofDays(7));
    MesosState two = master.state();

    assertThat(two.agents()).isSameAs(one.agents());
    assertThat(two.tasks()).isSameAs(one.tasks());
    assertThat(two.readAt()).isEqualTo(one.readAt().plus(Duration.ofDays(7)));
  }
}

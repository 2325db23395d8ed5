package dev.pacer.simulator.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.simulator.mesos.port.SimulatedMesosMaster;
import dev.pacer.simulator.offer.TaskState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackgroundFrameworkTest {

  private final MesosWorld world = new MesosWorld();

  private BackgroundFramework begin() {
    for (int i = 1; i <= 12; i++) {
      world.mesos.startAgent(MesosWorld.spec("agent" + i + ".test", 5050 + i, "4", "4096"));
    }
    world.seconds(1);
    BackgroundFramework other =
        new BackgroundFramework(world.mesos, RecordingScheduler.spec("jenkins", true, true));
    world.seconds(1);
    return other;
  }

  @Test
  void itsTaskRunsOnTheAgentThatWasNamed() {
    BackgroundFramework jenkins = begin();
    jenkins.run("agent7.test", RecordingScheduler.task("build-1", "2", "512"));
    world.seconds(3);

    assertThat(jenkins.statuses().get("build-1").state()).isEqualTo(TaskState.RUNNING);
    AgentView seventh =
        world.mesos.state().agents().stream()
            .filter(agent -> agent.spec().hostname().equals("agent7.test"))
            .findFirst()
            .orElseThrow();
    assertThat(seventh.usedSum().scalar("cpus")).isEqualByComparingTo("2");
    jenkins.stop("build-1");
    world.seconds(1);
    assertThat(jenkins.statuses().get("build-1").state()).isEqualTo(TaskState.KILLED);
  }

  @Test
  void itWaitsForAnAgentThatComesLater() {
    BackgroundFramework jenkins = begin();
    jenkins.run("late.test", RecordingScheduler.task("build-1", "2", "512"));
    world.seconds(30);
    assertThat(jenkins.statuses()).isEmpty();
    world.mesos.startAgent(MesosWorld.spec("late.test", 6000, "4", "4096"));
    world.seconds(3);
    assertThat(jenkins.statuses().get("build-1").state()).isEqualTo(TaskState.RUNNING);
  }

  /** 40,320 cycles, each of the calls that an autoscaler makes; the bound is far above the need. */
  @Test
  void aWeekOfReadingsEveryFifteenSecondsIsCheap() {
    BackgroundFramework jenkins = begin();
    jenkins.run("agent7.test", RecordingScheduler.task("build-1", "2", "512"));
    world.seconds(3);
    MesosMaster master = new SimulatedMesosMaster(world.mesos);
    long events = world.simulation.log().entries().size();
    int agents = 0;
    for (int cycle = 0; cycle < 7 * 24 * 240; cycle++) {
      world.run(Duration.ofSeconds(15));
      agents += master.state().agents().registered().size();
      agents += master.maintenanceSchedule().windows().size();
    }

    assertThat(agents).isEqualTo(12 * 7 * 24 * 240);
    assertThat(world.simulation.nextEventAt()).isEmpty();
    assertThat(world.simulation.log().entries()).hasSize((int) events);
  }
}

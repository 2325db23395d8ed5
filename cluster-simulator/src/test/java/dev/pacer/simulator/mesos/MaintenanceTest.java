package dev.pacer.simulator.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.offer.Offer.Unavailability;
import dev.pacer.simulator.offer.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schedule, which agents it touches, machines down and up (mesos.md 7). */
class MaintenanceTest {

  private final MesosWorld world = new MesosWorld();
  private final SimulatedAgent agent = world.agent("agent2.test", "4", "4096");
  private final Maintenance maintenance = world.mesos.maintenance();

  MaintenanceTest() {
    world.seconds(1);
  }

  private static Window window(MachineId... machines) {
    return new Window(List.of(machines), new Unavailability(MesosWorld.START, Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource(
      emptyValue = "",
      value = {
        "agent2.test, '', false",
        "'', 127.0.0.1, false",
        "agent2.test, 127.0.0.9, false",
        "ghost.test, 127.0.0.1, false",
        "AGENT2.TEST, 127.0.0.1, true",
        "agent2.test, 127.0.0.1, true"
      })
  void onlyHostNameAndIpTogetherTouchAnAgent(String hostname, String ip, boolean touched) {
    MachineId machine = new MachineId(hostname, ip);

    assertThat(maintenance.update(List.of(window(machine)))).isEqualTo(Answer.OK);
    assertThat(maintenance.down(List.of(machine))).isEqualTo(Answer.OK);
    assertThat(world.mesos.state().agents()).hasSize(touched ? 0 : 1);
    assertThat(agent.running()).isEqualTo(!touched);
    assertThat(maintenance.up(List.of(machine))).isEqualTo(Answer.OK);
    assertThat(world.mesos.state().schedule()).isEmpty();
  }

  @Test
  void aMachineThatIsDownRefusesItsAgentAndOneThatIsUpTakesItBackUnderItsId() {
    MachineId machine = new MachineId("agent2.test", "127.0.0.1");
    String id = agent.id();
    maintenance.update(List.of(window(machine, new MachineId("other.test", ""))));
    maintenance.down(List.of(machine));
    agent.start();
    world.seconds(2);
    assertThat(agent.running()).isFalse();

    maintenance.up(List.of(machine));
    assertThat(world.mesos.state().schedule().get(0).machines())
        .containsExactly(new MachineId("other.test", ""));
    agent.start();
    world.seconds(1);
    assertThat(world.mesos.state().agents().get(0).id()).isEqualTo(id);
  }

  @Test
  void tasksOfAMachineThatGoesDownAreLostAndComeBackAsGhosts() {
    RecordingScheduler svc =
        new RecordingScheduler().join(world.mesos, RecordingScheduler.spec("svc", true, true));
    world.seconds(1);
    svc.launch("agent2.test", RecordingScheduler.task("svc-1", "1", "64"));
    world.seconds(1);
    MachineId machine = new MachineId("agent2.test", "127.0.0.1");
    for (int round = 1; round <= 2; round++) {
      maintenance.update(List.of(window(machine)));
      maintenance.down(List.of(machine));
      maintenance.up(List.of(machine));
      agent.start();
      world.seconds(1);
      assertThat(svc.last("svc-1")).isEqualTo(TaskState.LOST);
      assertThat(svc.lastStatus("svc-1").message())
          .isEqualTo("Agent agent2.test removed: Operator initiated 'Machine DOWN'");
      FrameworkView view = world.mesos.state().frameworks().get(0);
      assertThat(view.tasks()).isEmpty();
      assertThat(view.completed())
          .filteredOn(task -> task.state() == TaskState.RUNNING)
          .hasSize(round);
      assertThat(world.mesos.state().agents().get(0).usedSum().isEmpty()).isTrue();
    }
  }

  @Test
  void aScheduledMachineIsOfferedWithItsWindow() {
    maintenance.update(List.of(window(new MachineId("agent2.test", "127.0.0.1"))));
    RecordingScheduler svc =
        new RecordingScheduler().join(world.mesos, RecordingScheduler.spec("svc", true, true));
    world.seconds(1);
    assertThat(svc.offerOf("agent2.test").unavailability())
        .isEqualTo(new Unavailability(MesosWorld.START, Duration.ofHours(1)));
    assertThat(world.mesos.state().agents().get(0).active()).isTrue();
  }

  @Test
  void aNewScheduleRescindsTheOffersOfItsMachines() {
    RecordingScheduler svc =
        new RecordingScheduler().join(world.mesos, RecordingScheduler.spec("svc", true, true));
    world.seconds(1);
    maintenance.update(List.of(window(new MachineId("agent2.test", "127.0.0.1"))));
    world.seconds(2);
    assertThat(svc.heard).contains("rescinded");
    assertThat(svc.offerOf("agent2.test").unavailability()).isNotNull();
  }
}

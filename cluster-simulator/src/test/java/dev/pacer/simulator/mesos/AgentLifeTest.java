package dev.pacer.simulator.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of mesos.md 5: how agents come into each state, and where they are then seen. */
class AgentLifeTest {

  private final MesosWorld world = new MesosWorld();
  private final SimulatedAgent agent = world.agent("agent1.test", "4", "4096");

  AgentLifeTest() {
    world.seconds(1);
  }

  private AgentView view() {
    return world.mesos.state().agents().get(0);
  }

  private List<AgentView> listed() {
    return world.mesos.state().agents();
  }

  @Test
  void anAgentRegistersALittleAfterItsStart() {
    MesosWorld fresh = new MesosWorld();
    fresh.agent("a.test", "1", "64");
    fresh.seconds(0.4);
    assertThat(fresh.mesos.state().agents()).isEmpty();
    fresh.seconds(0.2);
    assertThat(fresh.mesos.state().agents()).hasSize(1);
  }

  @Test
  void aRegisteredAgentIsActiveWithAnIdOfItsFirstMaster() {
    assertThat(view().active()).isTrue();
    assertThat(view().deactivated()).isFalse();
    assertThat(view().reregistered()).isNull();
    assertThat(view().id()).isEqualTo(world.mesos.state().leader().info().id() + "-S0");
  }

  @Test
  void aKilledAgentIsListedAsInactiveAndNotAsDeactivated() {
    agent.kill();
    assertThat(view().active()).isFalse();
    assertThat(view().deactivated()).isFalse();
    assertThat(world.mesos.state().unreachable()).isEmpty();
  }

  @Test
  void aSilentAgentIsUnreachableAfterThePingTimeAndThenInNoList() {
    world.seconds(6.5);
    agent.kill();
    world.seconds(14.9);
    assertThat(listed()).hasSize(1);
    world.seconds(5.2);
    assertThat(listed()).isEmpty();
    assertThat(world.mesos.state().unreachable()).containsExactly(agent.id());
    assertThat(world.mesos.state().counters())
        .containsEntry("slave_removals/reason_unhealthy", 1L)
        .containsEntry("slave_unreachable_completed", 1L);
  }

  @Test
  void withMesosOwnDefaultsItTakesSeventyFiveToNinetySeconds() {
    MesosWorld usual =
        new MesosWorld(MesosSettings.standard(List.of(new MasterAddress("127.0.0.1", 5050))));
    SimulatedAgent machine = usual.agent("a.test", "1", "64");
    usual.seconds(20);
    machine.loseMachine();
    usual.seconds(74);
    assertThat(usual.mesos.state().agents()).hasSize(1);
    usual.seconds(16);
    assertThat(usual.mesos.state().agents()).isEmpty();
  }

  @Test
  void aPartitionedAgentLooksActiveUntilItIsUnreachable() {
    agent.partition();
    world.seconds(14);
    assertThat(view().active()).isTrue();
    world.seconds(7);
    assertThat(listed()).isEmpty();
    agent.heal();
    world.seconds(1);
    assertThat(view().active()).isTrue();
  }

  @Test
  void aShortPartitionGoesUnnoticed() {
    Instant registered = view().registered();
    agent.partition();
    world.seconds(10);
    agent.heal();
    world.seconds(60);
    assertThat(view().active()).isTrue();
    assertThat(view().registered()).isEqualTo(registered);
    assertThat(view().reregistered()).isNull();
  }

  @Test
  void aReconnectBeforeTheRemovalChangesOnlyTheReregistrationTime() {
    Instant registered = view().registered();
    agent.kill();
    world.seconds(5);
    agent.start();
    world.seconds(1);
    assertThat(view().registered()).isEqualTo(registered);
    assertThat(view().reregistered()).isAfter(registered);
    world.seconds(60);
    assertThat(view().active()).isTrue();
  }

  @Test
  void aReturnAfterTheRemovalRenewsBothTimesAndKeepsTheId() {
    String id = agent.id();
    Instant registered = view().registered();
    agent.kill();
    world.seconds(30);
    agent.start();
    world.seconds(1);
    assertThat(view().id()).isEqualTo(id);
    assertThat(view().registered()).isAfter(registered).isEqualTo(view().reregistered());
    assertThat(world.mesos.state().unreachable()).isEmpty();
  }

  @Test
  void aWipedWorkDirectoryMeansANewId() {
    String id = agent.id();
    agent.loseMachine();
    agent.wipe();
    agent.start();
    world.seconds(1);
    assertThat(listed()).extracting(AgentView::id).contains(id).hasSize(2);
    assertThat(agent.id()).isNotEqualTo(id).endsWith("-S1");
  }

  @Test
  void anAgentThatSaysGoodbyeIsGoneFromTheListAtOnceAndKeepsItsId() {
    String id = agent.id();
    agent.unregister();
    assertThat(listed()).isEmpty();
    assertThat(world.mesos.state().unreachable()).isEmpty();
    assertThat(world.mesos.state().counters())
        .containsEntry("slave_removals/reason_unregistered", 1L);
    agent.start();
    world.seconds(1);
    assertThat(view().id()).isEqualTo(id);
  }

  @Test
  void aGoneAgentThatTriesAgainIsToldToShutDown() {
    world.mesos.operatorDesk().markGone(agent.id());
    assertThat(listed()).isEmpty();
    assertThat(agent.running()).isFalse();
    agent.start();
    world.seconds(2);
    assertThat(listed()).isEmpty();
    assertThat(agent.running()).isFalse();
  }

  @Test
  void anAgentThatDoesNotReturnToANewLeaderIsUnreachableAfterTenMinutes() {
    world.mesos.failOver();
    agent.loseMachine();
    world.seconds(20);
    assertThat(world.mesos.state().recovered()).hasSize(1);
    assertThat(world.mesos.state().unreachable()).isEmpty();
    world.run(Duration.ofMinutes(10));
    assertThat(world.mesos.state().recovered()).isEmpty();
    assertThat(world.mesos.state().unreachable()).containsExactly(agent.id());
    agent.start();
    world.seconds(1);
    assertThat(listed()).hasSize(1);
  }

  @Test
  void aMachineWithGpusIsOfferedOnlyToFrameworksThatCanUseThem() {
    world.mesos.startAgent(
        new AgentSpec(
            "gpu.test",
            "127.0.0.2",
            5051,
            List.of(
                Resource.scalar("cpus", "8"),
                Resource.scalar("mem", "1024"),
                Resource.scalar("gpus", "2")),
            List.of(),
            "us-east-1",
            "us-east-1a",
            false));
    world.seconds(1);
    RecordingScheduler plain =
        new RecordingScheduler().join(world.mesos, RecordingScheduler.spec("plain", true, true));
    world.seconds(2);
    assertThat(plain.offers.values()).extracting("hostname").containsExactly("agent1.test");
  }

  @Test
  void tasksOfAnAgentThatComesBackGoOn() {
    RecordingScheduler svc =
        new RecordingScheduler().join(world.mesos, RecordingScheduler.spec("svc", true, true));
    world.seconds(1);
    svc.launch("agent1.test", RecordingScheduler.task("svc-1", "1", "64"));
    world.seconds(1);
    agent.kill();
    world.seconds(25);
    assertThat(svc.last("svc-1")).isEqualTo(TaskState.UNREACHABLE);
    agent.start();
    world.seconds(1);
    FrameworkView view = world.mesos.state().frameworks().get(0);
    assertThat(view.unreachable()).isEmpty();
    assertThat(view.tasks()).extracting(TaskView::state).containsExactly(TaskState.RUNNING);
    assertThat(view().usedSum().scalar("cpus")).isEqualByComparingTo("1");
  }
}

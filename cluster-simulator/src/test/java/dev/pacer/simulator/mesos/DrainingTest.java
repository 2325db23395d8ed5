package dev.pacer.simulator.mesos;

import static dev.pacer.simulator.mesos.RecordingScheduler.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Grace periods and the course of a drain (mesos.md 6.3, 6.4). */
class DrainingTest {

  private final MesosWorld world = new MesosWorld();
  private final RecordingScheduler svc = new RecordingScheduler();
  private SimulatedAgent agent;

  private static Launch stubbornTask() {
    return RecordingScheduler.task(
        "svc-1",
        List.of(Resource.scalar("cpus", "1"), Resource.scalar("mem", "64")),
        Duration.ofMinutes(1));
  }

  private void begin(boolean http, FrameworkSpec framework) {
    world.behaviours.put("svc-1", MesosWorld.stubborn());
    AgentSpec plain = MesosWorld.spec("agent1.test", 5051, "4", "4096");
    agent =
        world.mesos.startAgent(
            new AgentSpec(
                plain.hostname(),
                plain.ip(),
                plain.port(),
                plain.resources(),
                plain.attributes(),
                null,
                null,
                http));
    world.seconds(1);
    svc.join(world.mesos, framework);
    world.seconds(1);
    svc.launch("agent1.test", stubbornTask());
    world.seconds(2);
  }

  private DrainInfo drain() {
    return world.mesos.state().agents().get(0).drain();
  }

  @Test
  void theDriverBasedExecutorIgnoresTheGracePeriod() {
    begin(false, spec("svc", true, true));
    world.mesos.operatorDesk().drain(agent.id(), Duration.ofSeconds(12), false);
    world.seconds(59);
    assertThat(drain().drained()).isFalse();
    world.seconds(2);
    assertThat(drain().drained()).isTrue();
    assertThat(svc.heard).containsSubsequence("svc-1 KILLING", "svc-1 KILLED");
    assertThat(svc.lastStatus("svc-1").message())
        .isEqualTo("Command terminated with signal Killed");
    assertThat(svc.lastStatus("svc-1").reason()).isEqualTo("REASON_AGENT_DRAINING");
  }

  @Test
  void anAgentWithHttpExecutorsObeysIt() {
    begin(true, spec("svc", true, true));
    world.mesos.operatorDesk().drain(agent.id(), Duration.ofSeconds(5), false);
    world.seconds(4.9);
    assertThat(drain().drained()).isFalse();
    world.seconds(0.2);
    assertThat(drain().drained()).isTrue();
  }

  @Test
  void aSecondCallWithLessGraceShortensTheKill() {
    begin(true, spec("svc", true, true));
    world.mesos.operatorDesk().drain(agent.id(), null, false);
    world.seconds(3);
    world.mesos.operatorDesk().drain(agent.id(), Duration.ZERO, false);
    world.seconds(0.5);
    assertThat(drain().drained()).isTrue();
  }

  @Test
  void offersOfADrainingAgentAreRescindedAndNoneAreMade() {
    begin(false, spec("svc", true, true));
    assertThat(svc.offers).hasSize(1);
    world.mesos.operatorDesk().drain(agent.id(), null, false);
    world.seconds(30);
    assertThat(svc.offers).isEmpty();
    assertThat(svc.heard).contains("rescinded");
  }

  @Test
  void aDrainIsStuckWhenItsLastTaskGoesWithItsFrameworkAndASecondCallHealsIt() {
    FrameworkSpec once = spec("once", false, true);
    begin(
        false,
        new FrameworkSpec(
            null,
            once.name(),
            once.user(),
            "",
            "",
            once.roles(),
            once.capabilities(),
            null,
            Duration.ZERO,
            false,
            true));
    svc.leavesOnTerminal = true;
    world.mesos.operatorDesk().drain(agent.id(), null, false);
    world.run(Duration.ofHours(1));
    AgentView view = world.mesos.state().agents().get(0);
    assertThat(view.usedSum().isEmpty()).isTrue();
    assertThat(drain().drained()).isFalse();

    world.mesos.operatorDesk().drain(agent.id(), null, false);
    world.seconds(1);
    assertThat(drain().drained()).isTrue();
    assertThat(world.mesos.operatorDesk().reactivate(agent.id()).accepted()).isTrue();
  }

  @Test
  void aStuckDrainCanBePlanted() {
    begin(false, spec("svc", true, true));
    world.mesos.operatorDesk().stickNextDrain(agent.id());
    world.mesos.operatorDesk().drain(agent.id(), null, false);
    world.run(Duration.ofHours(1));
    assertThat(drain().drained()).isFalse();
    world.mesos.operatorDesk().drain(agent.id(), null, false);
    world.seconds(1);
    assertThat(drain().drained()).isTrue();
  }

  @Test
  void markGoneTellsTheEndWhenTheKillStartsAndAgainWhenTheProcessIsDead() {
    begin(false, spec("svc", true, true));
    world.mesos.operatorDesk().drain(agent.id(), Duration.ofSeconds(3), true);
    world.seconds(1);
    assertThat(svc.last("svc-1")).isEqualTo(TaskState.GONE_BY_OPERATOR);
    assertThat(svc.heard).doesNotContain("svc-1 KILLING");
    assertThat(agent.tasks()).hasSize(1);
    assertThat(drain().drained()).isFalse();
    world.seconds(62);
    assertThat(svc.statuses)
        .filteredOn(status -> status.state() == TaskState.GONE_BY_OPERATOR)
        .hasSize(2);
    assertThat(world.mesos.state().agents()).isEmpty();
    assertThat(agent.running()).isFalse();
    assertThat(svc.heard).contains("lost S0");
    assertThat(world.mesos.state().counters()).doesNotContainKey("slave_removals");
  }

  @Test
  void anIdleAgentDrainsWithinASecondAndItsDrainGoesWithTheReactivation() {
    agent = world.agent("agent1.test", "4", "4096");
    world.seconds(1);
    world.mesos.operatorDesk().drain(agent.id(), null, false);
    assertThat(drain().drained()).isFalse();
    world.seconds(0.5);
    assertThat(drain().drained()).isTrue();
    world.mesos.operatorDesk().reactivate(agent.id());
    assertThat(drain()).isNull();
    assertThat(agent.drain()).isNull();
  }
}

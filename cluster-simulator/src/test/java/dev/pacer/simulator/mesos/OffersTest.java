package dev.pacer.simulator.mesos;

import static dev.pacer.simulator.mesos.RecordingScheduler.spec;
import static dev.pacer.simulator.mesos.RecordingScheduler.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.offer.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffersTest {

  private final MesosWorld world = new MesosWorld();
  private final RecordingScheduler marathon = new RecordingScheduler();

  private void begin() {
    world.agent("agent1.test", "4", "4096");
    marathon.join(world.mesos, spec("marathon", true, true));
    world.seconds(1);
  }

  @Test
  void aRegisteredFrameworkIsOfferedEachAgentWhole() {
    begin();

    assertThat(marathon.heard).containsExactly("registered");
    assertThat(Resources.of(marathon.offerOf("agent1.test").resources()).scalar("cpus"))
        .isEqualByComparingTo("4");
    assertThat(world.mesos.state().agents().get(0).offeredSum().scalar("mem"))
        .isEqualByComparingTo("4096");
  }

  @Test
  void aLaunchedTaskGoesThroughItsStatesAndUsesItsResources() {
    begin();
    marathon.launch("agent1.test", task("web-1", "1", "128"));
    world.seconds(0.2);
    assertThat(world.mesos.state().frameworks().get(0).tasks().get(0).state())
        .isEqualTo(TaskState.STAGING);
    world.seconds(2);

    assertThat(marathon.heard).containsSubsequence("web-1 STARTING", "web-1 RUNNING");
    AgentView agent = world.mesos.state().agents().get(0);
    assertThat(agent.usedSum().scalar("cpus")).isEqualByComparingTo("1");
    assertThat(Resources.of(marathon.offerOf("agent1.test").resources()).scalar("cpus"))
        .isEqualByComparingTo("3");
  }

  @Test
  void aKilledTaskIsKillingThenKilledAndFreesItsResources() {
    begin();
    marathon.launch("agent1.test", task("web-1", "1", "128"));
    world.seconds(2);
    marathon.session.kill("web-1");
    world.seconds(3);

    assertThat(marathon.heard).containsSubsequence("web-1 KILLING", "web-1 KILLED");
    assertThat(marathon.lastStatus("web-1").message())
        .isEqualTo("Command terminated with signal Terminated");
    FrameworkView view = world.mesos.state().frameworks().get(0);
    assertThat(view.tasks()).isEmpty();
    assertThat(view.completed()).hasSize(1);
    assertThat(world.mesos.state().agents().get(0).usedSum().isEmpty()).isTrue();
  }

  @Test
  void aDeclinedAgentComesBackWhenTheRefusalRunsOutAndNotBefore() {
    begin();
    marathon.declineAll(Duration.ofMinutes(2));
    world.seconds(119);
    assertThat(marathon.offers).isEmpty();
    world.seconds(2);
    assertThat(marathon.offers).hasSize(1);
  }

  @Test
  void reviveForgetsRefusalsAndSuppressEndsOffers() {
    begin();
    marathon.declineAll(Duration.ofHours(1));
    world.seconds(5);
    marathon.session.revive();
    world.seconds(1);
    assertThat(marathon.offers).hasSize(1);

    marathon.session.suppress();
    marathon.declineAll(Duration.ZERO);
    world.seconds(600);
    assertThat(marathon.offers).isEmpty();
  }

  @Test
  void aTaskThatWantsMoreThanTheOfferIsAnError() {
    begin();
    marathon.launch("agent1.test", task("big-1", "8", "128"));
    world.seconds(1);

    assertThat(marathon.last("big-1")).isEqualTo(TaskState.ERROR);
    assertThat(marathon.lastStatus("big-1").reason()).isEqualTo("REASON_TASK_INVALID");
    assertThat(world.mesos.state().frameworks().get(0).tasks()).isEmpty();
  }

  @Test
  void aLaunchOnAnOfferThatIsGoneIsDropped() {
    begin();
    String stale = marathon.offerOf("agent1.test").id();
    marathon.declineAll(Duration.ZERO);
    marathon.session.accept(
        List.of(stale),
        List.of(
            new dev.pacer.simulator.offer.SchedulerSession.Operation.LaunchTasks(
                List.of(task("web-1", "1", "32")))),
        Duration.ZERO);
    world.seconds(1);

    assertThat(marathon.last("web-1")).isEqualTo(TaskState.DROPPED);
    assertThat(marathon.lastStatus("web-1").reason()).isEqualTo("REASON_INVALID_OFFERS");
  }

  @Test
  void twoFrameworksShareByDominantShare() {
    for (int i = 1; i <= 4; i++) {
      world.agent("agent%d.test".formatted(i), "4", "4096");
    }
    world.seconds(1);
    RecordingScheduler other = new RecordingScheduler();
    marathon.join(world.mesos, spec("marathon", true, true));
    other.join(world.mesos, spec("other", true, true));
    world.seconds(1);
    marathon.declineAll(Duration.ZERO);
    other.declineAll(Duration.ZERO);
    world.seconds(2);

    assertThat(marathon.offers).hasSize(2);
    assertThat(other.offers).hasSize(2);
  }

  @Test
  void anIdleWeekHasNoEvents() {
    begin();
    marathon.declineAll(Duration.ZERO);
    marathon.session.suppress();
    world.seconds(2);

    assertThat(world.simulation.nextEventAt()).isEmpty();
  }
}

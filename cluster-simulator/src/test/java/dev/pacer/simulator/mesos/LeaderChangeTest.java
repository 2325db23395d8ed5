package dev.pacer.simulator.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.offer.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leader changes and the loss of ZooKeeper (mesos.md 8). */
class LeaderChangeTest {

  private final MesosWorld world = new MesosWorld();
  private final List<SimulatedAgent> agents = new ArrayList<>();
  private final RecordingScheduler svc = new RecordingScheduler();
  private final List<String> seen = new ArrayList<>();

  LeaderChangeTest() {
    for (int i = 1; i <= 3; i++) {
      agents.add(
          world.mesos.startAgent(MesosWorld.spec("agent" + i + ".test", 5050 + i, "4", "4096")));
    }
    world.seconds(1);
    svc.join(world.mesos, RecordingScheduler.spec("svc", true, true));
    world.seconds(1);
    svc.launch("agent1.test", RecordingScheduler.task("svc-1", "1", "64"));
    world.seconds(1);
    world.mesos.watch(
        new MastersWatcher() {
          @Override
          public void announced(MasterInfo master) {
            seen.add("announced " + master.address().port());
          }

          @Override
          public void withdrawn(MasterInfo master) {
            seen.add("withdrawn " + master.address().port());
          }

          @Override
          public void elected(MasterInfo master) {
            seen.add("elected " + master.address().port());
          }
        });
  }

  private MasterView standby() {
    return world.mesos.state().masters().get(1);
  }

  @Test
  void theStandbyNamesTheDeadLeaderForSevenToElevenSeconds() {
    world.mesos.failOver();
    world.seconds(4);
    assertThat(world.mesos.state().masters().get(0).alive()).isFalse();
    world.seconds(2.9);
    assertThat(standby().leader().address().port()).isEqualTo(25050);
    assertThat(standby().leading()).isFalse();
    world.seconds(4.2);
    assertThat(standby().leading()).isTrue();
    assertThat(seen)
        .startsWith("announced 25050", "announced 25060", "elected 25050")
        .containsSubsequence("withdrawn 25050", "elected 25060");
  }

  @Test
  void aNewLeaderKnowsNothingThenItsRegistryThenItsAgentsOneByOne() {
    Instant registered = world.mesos.state().agents().get(0).registered();
    world.mesos.failOver();
    while (!standby().leading()) {
      world.seconds(0.01);
    }
    assertThat(standby().ready()).isFalse();
    assertThat(world.mesos.state().recovered()).isEmpty();
    assertThat(world.mesos.state().agents()).isEmpty();
    world.seconds(0.05);
    assertThat(world.mesos.state().recovered()).hasSize(3);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      int size = world.mesos.state().agents().size();
      assertThat(world.mesos.state().recovered()).hasSize(3 - size);
      if (!sizes.contains(size)) {
        sizes.add(size);
      }
      world.seconds(0.01);
    }
    assertThat(sizes).containsExactly(0, 1, 2, 3);
    assertThat(world.mesos.state().agents())
        .allMatch(agent -> agent.registered().isAfter(registered))
        .allMatch(agent -> agent.registered().equals(agent.reregistered()))
        .allMatch(agent -> agent.id().matches(".*-S[012]"));
  }

  @Test
  void frameworksAndTasksOutliveTheLeader() {
    world.mesos.failOver();
    world.seconds(13);
    FrameworkView view = world.mesos.state().frameworks().get(0);
    assertThat(view.id()).isEqualTo(svc.id);
    assertThat(view.recovered()).isFalse();
    assertThat(view.tasks()).extracting(TaskView::state).containsExactly(TaskState.RUNNING);
    assertThat(svc.heard).containsSubsequence("registered", "disconnected", "registered");
    assertThat(svc.statuses).noneMatch(status -> status.state().terminal());
  }

  @Test
  void aFrameworkThatOnlyAgentsTellOfIsRecovered() {
    svc.session.disconnect();
    world.mesos.failOver();
    world.seconds(13);
    FrameworkView view = world.mesos.state().frameworks().get(0);
    assertThat(view.recovered()).isTrue();
    assertThat(view.active()).isFalse();
    assertThat(view.registered()).isNull();
    assertThat(view.tasks()).hasSize(1);
  }

  @Test
  void aStatusThatHappensWithoutALeaderIsToldWhenThereIsOne() {
    world.behaviours.put("job-1", MesosWorld.job(Duration.ofSeconds(5), 0));
    svc.launch("agent2.test", RecordingScheduler.task("job-1", "1", "64"));
    world.seconds(1);
    world.mesos.failOver();
    world.seconds(6);
    assertThat(svc.last("job-1")).isEqualTo(TaskState.RUNNING);
    world.seconds(8);
    assertThat(svc.last("job-1")).isEqualTo(TaskState.FINISHED);
  }

  @Test
  void withoutZooKeeperTheLeaderExitsAndTheSurvivorKnowsNoLeader() {
    world.mesos.loseZooKeeper();
    world.seconds(14);
    assertThat(world.mesos.state().masters().get(0).leading()).isTrue();
    world.seconds(1);
    assertThat(world.mesos.state().masters().get(0).alive()).isFalse();
    assertThat(standby().alive()).isTrue();
    assertThat(standby().leader()).isNull();
    world.mesos.restoreZooKeeper();
    world.seconds(5);
    assertThat(standby().leading()).isTrue();
    assertThat(world.mesos.state().agents()).hasSize(3);
  }

  @Test
  void aShortLossOfZooKeeperChangesNothing() {
    world.mesos.loseZooKeeper();
    world.seconds(10);
    world.mesos.restoreZooKeeper();
    world.seconds(60);
    assertThat(world.mesos.state().masters().get(0).leading()).isTrue();
    assertThat(svc.heard).doesNotContain("disconnected");
  }

  @Test
  void aSupervisorStartsTheDeadMasterAgainWithANewId() {
    String id = world.mesos.state().masters().get(0).info().id();
    world.mesos.failOver();
    world.seconds(20);
    MasterView first = world.mesos.state().masters().get(0);
    assertThat(first.alive()).isTrue();
    assertThat(first.leading()).isFalse();
    assertThat(first.info().id()).isNotEqualTo(id);
  }
}

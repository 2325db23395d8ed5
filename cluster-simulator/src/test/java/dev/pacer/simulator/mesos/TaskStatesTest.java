package dev.pacer.simulator.mesos;

import static dev.pacer.simulator.mesos.RecordingScheduler.spec;
import static dev.pacer.simulator.mesos.RecordingScheduler.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.SchedulerSession.Operation;
import dev.pacer.simulator.offer.TaskState;
import dev.pacer.simulator.offer.Workload.Behaviour;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** States, sources, reasons and messages of tasks (mesos.md 9). */
class TaskStatesTest {

  private final MesosWorld world = new MesosWorld();
  private final SimulatedAgent agent = world.agent("agent2.test", "4", "4096");
  private final RecordingScheduler svc = new RecordingScheduler();

  private void join(FrameworkSpec spec) {
    world.seconds(1);
    svc.join(world.mesos, spec);
    world.seconds(1);
  }

  private static FrameworkSpec oneShot() {
    return new FrameworkSpec(
        null,
        "once",
        "root",
        "",
        "",
        List.of("*"),
        List.of("PARTITION_AWARE", "TASK_KILLING_STATE"),
        null,
        Duration.ZERO,
        false,
        true);
  }

  @Test
  void aJobFinishesOrFailsWithItsExitStatus() {
    world.behaviours.put("ok-1", MesosWorld.job(Duration.ofSeconds(2), 0));
    world.behaviours.put("bad-1", MesosWorld.job(Duration.ofSeconds(2), 3));
    join(spec("svc", true, true));
    svc.launch("agent2.test", task("ok-1", "1", "32"), task("bad-1", "1", "32"));
    world.seconds(4);
    assertThat(svc.lastStatus("ok-1").message()).isEqualTo("Command exited with status 0");
    assertThat(svc.last("ok-1")).isEqualTo(TaskState.FINISHED);
    assertThat(svc.lastStatus("bad-1").message()).isEqualTo("Command exited with status 3");
    assertThat(svc.last("bad-1")).isEqualTo(TaskState.FAILED);
    assertThat(svc.lastStatus("bad-1").source()).isEqualTo("SOURCE_EXECUTOR");
  }

  @Test
  void killedIsAppendedAfterATerminalStateAndTheStateStays() {
    world.behaviours.put("hello-1", MesosWorld.job(Duration.ofSeconds(1), 0));
    svc.leavesOnTerminal = true;
    join(oneShot());
    svc.launch("agent2.test", task("hello-1", "1", "32"));
    world.seconds(4);
    TaskView hello = world.mesos.state().completedFrameworks().get(0).completed().get(0);
    assertThat(hello.state()).isEqualTo(TaskState.FINISHED);
    assertThat(hello.statuses())
        .extracting(status -> status.status().state())
        .endsWith(TaskState.FINISHED, TaskState.KILLED);
    assertThat(hello.statuses().get(3).status().reason()).isEqualTo("REASON_FRAMEWORK_REMOVED");
  }

  @Test
  void withoutCheckpointingTheTasksOfALostAgentAreLostAtOnce() {
    join(spec("plain", false, true));
    svc.launch("agent2.test", task("svc-1", "1", "32"));
    world.seconds(1);
    agent.kill();
    world.seconds(0.1);
    assertThat(svc.last("svc-1")).isEqualTo(TaskState.LOST);
    assertThat(svc.lastStatus("svc-1").reason()).isEqualTo("REASON_AGENT_DISCONNECTED");
    assertThat(svc.lastStatus("svc-1").message()).isEqualTo("Agent agent2.test disconnected");
    assertThat(world.mesos.state().agents().get(0).usedSum().isEmpty()).isTrue();
  }

  @Test
  void withCheckpointingTheyAreUnreachableAfterThePingTime() {
    join(spec("svc", true, true));
    svc.launch("agent2.test", task("svc-1", "1", "32"));
    world.seconds(1);
    agent.loseMachine();
    world.seconds(1);
    assertThat(svc.last("svc-1")).isEqualTo(TaskState.RUNNING);
    world.seconds(20);
    assertThat(svc.last("svc-1")).isEqualTo(TaskState.UNREACHABLE);
    assertThat(svc.lastStatus("svc-1").message()).isEqualTo("health check timed out");
    assertThat(svc.lastStatus("svc-1").unreachableTime()).isNotNull();
    assertThat(svc.heard).contains("lost S0");
    assertThat(world.mesos.state().frameworks().get(0).unreachable()).hasSize(1);
  }

  @Test
  void aFrameworkThatIsNotPartitionAwareIsToldLost() {
    join(spec("old", true, false));
    svc.launch("agent2.test", task("svc-1", "1", "32"));
    world.seconds(1);
    agent.loseMachine();
    world.seconds(21);
    assertThat(svc.last("svc-1")).isEqualTo(TaskState.LOST);
  }

  @Test
  void aTaskThatDoesNotStartFailsWithItsReason() {
    world.behaviours.put(
        "img-1",
        new Behaviour(
            Duration.ofSeconds(2),
            Duration.ZERO,
            null,
            0,
            "Failed to launch container: no such image",
            false,
            Duration.ZERO,
            null,
            null));
    join(spec("svc", true, true));
    svc.launch("agent2.test", task("img-1", "1", "32"));
    world.seconds(3);
    assertThat(svc.last("img-1")).isEqualTo(TaskState.FAILED);
    assertThat(svc.lastStatus("img-1").reason()).isEqualTo("REASON_CONTAINER_LAUNCH_FAILED");
    assertThat(svc.heard).doesNotContain("img-1 STARTING");
  }

  @Test
  void aKillOfOneMemberEndsTheWholeGroupAndFreesItsExecutor() {
    join(spec("svc", true, true));
    var offer = svc.offerOf("agent2.test");
    svc.session.accept(
        List.of(offer.id()),
        List.of(
            new Operation.LaunchGroup(
                List.of(Resource.scalar("cpus", "0.1"), Resource.scalar("mem", "32")),
                List.of(member("g1"), member("g2")))),
        Duration.ZERO);
    world.seconds(1);
    assertThat(world.mesos.state().agents().get(0).usedSum().scalar("cpus"))
        .isEqualByComparingTo("1.1");
    assertThat(world.mesos.state().frameworks().get(0).executors()).hasSize(1);
    svc.session.kill("g1");
    world.seconds(2);
    assertThat(svc.last("g1")).isEqualTo(TaskState.KILLED);
    assertThat(svc.last("g2")).isEqualTo(TaskState.KILLED);
    assertThat(world.mesos.state().agents().get(0).usedSum().isEmpty()).isTrue();
  }

  private static Launch member(String id) {
    return new Launch(
        id,
        id,
        id,
        List.of(Resource.scalar("cpus", "0.5"), Resource.scalar("mem", "32")),
        Map.of(),
        null,
        "default-executor",
        "g");
  }

  @Test
  void reconciliationTellsWhatIsAndWhatIsNot() {
    join(spec("svc", true, true));
    svc.launch("agent2.test", task("svc-1", "1", "32"));
    world.seconds(1);
    svc.statuses.clear();
    svc.session.reconcile(List.of("svc-1", "nobody"));
    world.seconds(0.1);
    assertThat(svc.last("svc-1")).isEqualTo(TaskState.RUNNING);
    assertThat(svc.lastStatus("svc-1").reason()).isEqualTo("REASON_RECONCILIATION");
    assertThat(svc.last("nobody")).isEqualTo(TaskState.UNKNOWN);
  }

  @Test
  void aKillOnADisconnectedAgentWaitsForItsReturn() {
    join(spec("svc", true, true));
    svc.launch("agent2.test", task("svc-1", "1", "32"));
    world.seconds(1);
    agent.kill();
    svc.session.kill("svc-1");
    world.seconds(5);
    assertThat(svc.last("svc-1")).isEqualTo(TaskState.RUNNING);
    agent.start();
    world.seconds(2);
    assertThat(svc.last("svc-1")).isEqualTo(TaskState.KILLED);
  }

  @Test
  void reservationsAndVolumesAreMadeAndUnmadeOnOffers() {
    FrameworkSpec plain = spec("db", true, true);
    join(
        new FrameworkSpec(
            null,
            "db",
            "root",
            "",
            "",
            List.of("db"),
            plain.capabilities(),
            "ops",
            plain.failoverTimeout(),
            true,
            true));
    Resource reserved =
        new Resource(
            "disk",
            new Resource.Value.Scalar(new BigDecimal("1024")),
            "db",
            new Resource.Reservation("ops", Map.of()),
            null);
    Resource volume =
        new Resource(
            "disk",
            reserved.value(),
            "db",
            reserved.reservation(),
            new Resource.Disk("ROOT", "", "vol-1", "data"));
    svc.session.accept(
        List.of(svc.offerOf("agent2.test").id()),
        List.of(new Operation.Reserve(List.of(reserved)), new Operation.Create(List.of(volume))),
        Duration.ZERO);
    svc.offers.clear();
    world.seconds(2);
    Resources total = world.mesos.state().agents().get(0).total();
    assertThat(total.contains(Resources.of(List.of(volume)))).isTrue();
    assertThat(total.scalar("disk")).isEqualByComparingTo("8192");

    agent.kill();
    world.seconds(30);
    agent.start();
    world.seconds(2);
    assertThat(world.mesos.state().agents().get(0).total()).isEqualTo(total);
    svc.session.accept(
        List.of(svc.offerOf("agent2.test").id()),
        List.of(new Operation.Destroy(List.of(volume)), new Operation.Unreserve(List.of(reserved))),
        Duration.ZERO);
    world.seconds(1);
    assertThat(world.mesos.state().agents().get(0).total().reservedRoles()).isEmpty();
  }
}

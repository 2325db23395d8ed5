package dev.pacer.simulator.mesos.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.AgentCounts;
import dev.pacer.cluster.mesos.AgentId;
import dev.pacer.cluster.mesos.CallOutcome;
import dev.pacer.cluster.mesos.CallOutcome.Result;
import dev.pacer.cluster.mesos.Drain;
import dev.pacer.cluster.mesos.DrainOrder;
import dev.pacer.cluster.mesos.MachineId;
import dev.pacer.cluster.mesos.MaintenanceSchedule;
import dev.pacer.cluster.mesos.MasterStanding;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.cluster.mesos.ScheduleOutcome;
import dev.pacer.cluster.mesos.Task;
import dev.pacer.cluster.mesos.TaskState;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.mesos.MesosWorld;
import dev.pacer.simulator.mesos.RecordingScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link MesosMaster} promises, with the simulated cluster behind it. */
interface MasterPortContract {

  MachineId MACHINE = new MachineId("agent1.test", "127.0.0.1");
  AgentId NOBODY = new AgentId("00000000-0000-0000-0000-000000000000-S99");

  MesosMaster master();

  MesosWorld world();

  /** Does something to the cluster while nobody asks it. */
  void act(Runnable action);

  private void seconds(double seconds) {
    act(() -> world().seconds(seconds));
  }

  private RecordingScheduler service() {
    RecordingScheduler[] joined = new RecordingScheduler[1];
    act(
        () -> {
          world().behaviours.put("svc", MesosWorld.stubborn());
          world().agent("agent1.test", "4", "4096");
          world().seconds(1);
          world().mesos.startAgent(MesosWorld.spec("agent2.test", 5052, "2", "2048"));
          world().seconds(1);
          joined[0] = CapturedLoad.join(world(), CapturedLoad.service("svc", "*"));
          world().seconds(1);
          CapturedLoad.launch(
              joined[0],
              "agent1.test",
              CapturedLoad.task("svc-1", "*", Duration.ofSeconds(30), "cpus", "0.5", "mem", "64"));
          CapturedLoad.quiet(joined[0]);
          world().seconds(2);
        });
    return joined[0];
  }

  private AgentId first() {
    return master().agents().registered().stream()
        .filter(agent -> agent.address().hostname().equals("agent1.test"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private Agent agent(AgentId id) {
    return master().agents().registered().stream()
        .filter(agent -> agent.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void fault(String operation, Fault fault) {
    act(
        () ->
            world()
                .faults
                .add(
                    FaultRules.Rule.once(
                        operation, (Call call) -> call.operation().equals(operation), 0, fault)));
  }

  @Test
  default void theLeaderSaysThatItLeads() {
    MasterStanding standing = master().standing();

    assertThat(standing.leading()).isTrue();
    assertThat(standing.pid()).startsWith("master@127.0.0.1:");
    assertThat(standing.electedAt()).isNotNull();
  }

  @Test
  default void aStateHasAgentsTasksAndFrameworksOfOneMoment() {
    service();
    MesosState state = master().state();

    assertThat(state.counts()).isEqualTo(new AgentCounts(2, 0, 0));
    assertThat(state.doubts(Duration.ofMinutes(10))).isEmpty();
    Task task = state.tasks().live().get(0);
    assertThat(task.id().value()).isEqualTo("svc-1");
    assertThat(task.state()).isEqualTo(TaskState.RUNNING);
    assertThat(task.killGrace()).isEqualTo(Duration.ofSeconds(30));
    assertThat(task.labels()).containsEntry("app", "svc");
    assertThat(task.resources().milli("cpus")).isEqualTo(500);
    Agent agent = agent(task.place().agent());
    assertThat(agent.resources().allocated().milli("mem")).isEqualTo(64_000);
    assertThat(agent.resources().total().milli("cpus")).isEqualTo(4000);
    assertThat(agent.software().canDrain()).isTrue();
    assertThat(state.frameworks().present().get(0).info().name()).isEqualTo("svc");
  }

  @Test
  default void singleListsAreThoseOfTheState() {
    service();
    MesosState state = master().state();

    assertThat(master().agents()).isEqualTo(state.agents());
    assertThat(master().tasks()).isEqualTo(state.tasks());
    assertThat(master().frameworks()).isEqualTo(state.frameworks());
    assertThat(master().executors()).isEqualTo(state.executors());
    assertThat(master().counts()).isEqualTo(state.counts());
  }

  @Test
  default void rolesSayWhatIsAllocatedAndConsumed() {
    service();

    assertThat(master().roles())
        .singleElement()
        .satisfies(
            role -> {
              assertThat(role.name()).isEqualTo("*");
              assertThat(role.allocated().milli("cpus")).isEqualTo(500);
              assertThat(role.quota().consumed().milli("mem")).isEqualTo(64_000);
              assertThat(role.frameworks()).hasSize(1);
            });
  }

  @Test
  default void flagsTellHowLongAgentsMayBeSilent() {
    assertThat(master().flags().pingTime()).isEqualTo(Duration.ofSeconds(15));
    assertThat(master().flags().reregisterTimeout()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  default void deactivationTakesAnAgentOutOfServiceAndBack() {
    service();
    AgentId id = first();

    assertThat(master().reactivate(id).result()).isEqualTo(Result.NOT_DEACTIVATED);
    assertThat(master().deactivate(id).accepted()).isTrue();
    assertThat(agent(id).status().active()).isFalse();
    assertThat(agent(id).status().deactivated()).isTrue();
    assertThat(master().counts()).isEqualTo(new AgentCounts(1, 1, 0));
    assertThat(master().deactivate(id).accepted()).isTrue();
    assertThat(master().reactivate(id).accepted()).isTrue();
    assertThat(agent(id).status().active()).isTrue();
  }

  @Test
  default void aDrainKillsWithTheTasksOwnPolicyAndReadsBack() {
    service();
    AgentId id = first();

    assertThat(master().drain(id, new DrainOrder(Duration.ofSeconds(12), false)).accepted())
        .isTrue();
    seconds(1);
    Drain drain = agent(id).status().drain();
    assertThat(drain.state()).isEqualTo(Drain.State.DRAINING);
    assertThat(drain.maxGrace()).isEqualTo(Duration.ofSeconds(12));
    assertThat(drain.startedAt())
        .isEqualTo(world().simulation.instant().minusSeconds(1).truncatedTo(ChronoUnit.SECONDS));
    assertThat(master().tasks().live().get(0).state()).isEqualTo(TaskState.KILLING);
    assertThat(master().reactivate(id).result()).isEqualTo(Result.STILL_DRAINING);
    seconds(30);
    assertThat(agent(id).status().drain().state()).isEqualTo(Drain.State.DRAINED);
    assertThat(master().tasks().completed().get(0).statuses())
        .last()
        .satisfies(status -> assertThat(status.reason()).isEqualTo("REASON_AGENT_DRAINING"));
    assertThat(master().reactivate(id).accepted()).isTrue();
    assertThat(agent(id).status().drain()).isNull();
  }

  @Test
  default void agentsNobodyKnowsAreRefused() {
    assertThat(master().deactivate(NOBODY).result()).isEqualTo(Result.UNKNOWN_AGENT);
    assertThat(master().reactivate(NOBODY).result()).isEqualTo(Result.NOT_DEACTIVATED);
    assertThat(master().drain(NOBODY, new DrainOrder(null, false)).result())
        .isEqualTo(Result.UNKNOWN_AGENT);
    CallOutcome gone = master().markGone(NOBODY);
    assertThat(gone.result()).isEqualTo(Result.UNKNOWN_AGENT);
    assertThat(gone.detail()).contains("not found");
  }

  @Test
  default void aGoneAgentIsInNoListAndStaysGone() {
    service();
    AgentId id = first();

    assertThat(master().markGone(id).accepted()).isTrue();
    seconds(1);
    assertThat(master().agents().registered()).hasSize(1);
    assertThat(master().tasks().completed().get(0).state()).isEqualTo(TaskState.GONE_BY_OPERATOR);
    assertThat(master().markGone(id).accepted()).isTrue();
    assertThat(master().deactivate(id).result()).isEqualTo(Result.UNKNOWN_AGENT);
  }

  @Test
  default void anUnreachableAgentIsOnlyCountedAndItsReactivationIsAway() {
    service();
    AgentId id = first();
    act(() -> world().mesos.agents().get(0).loseMachine());
    seconds(21);

    assertThat(master().agents().registered()).hasSize(1);
    assertThat(master().counts()).isEqualTo(new AgentCounts(1, 0, 1));
    Task task = master().tasks().unreachable().get(0);
    assertThat(task.state()).isEqualTo(TaskState.UNREACHABLE);
    assertThat(task.statuses()).last().extracting("unreachableSince").isNotNull();
    assertThat(master().deactivate(id).accepted()).isTrue();
    assertThat(master().reactivate(id).result()).isEqualTo(Result.AWAY);
    assertThat(master().reactivate(id).result()).isEqualTo(Result.NOT_DEACTIVATED);
  }

  private static MaintenanceSchedule schedule(MachineId machine) {
    return new MaintenanceSchedule(
        List.of(
            new MaintenanceSchedule.Window(
                List.of(machine), Instant.parse("2026-01-06T00:00:00Z"), Duration.ofHours(1))));
  }

  @Test
  default void theScheduleIsWrittenReadBackAndLeftAloneWhenUnchanged() {
    service();

    assertThat(master().maintenanceSchedule()).isEqualTo(MaintenanceSchedule.EMPTY);
    assertThat(master().changeSchedule(old -> old)).isInstanceOf(ScheduleOutcome.Unchanged.class);
    assertThat(master().changeSchedule(old -> schedule(MACHINE)))
        .isEqualTo(new ScheduleOutcome.Written(schedule(MACHINE)));
    assertThat(master().maintenanceSchedule()).isEqualTo(schedule(MACHINE));
    assertThat(master().maintenanceStatus().draining().get(0).machine()).isEqualTo(MACHINE);
    assertThat(master().drain(first(), new DrainOrder(null, false)).result())
        .isEqualTo(Result.IN_MAINTENANCE_SCHEDULE);
  }

  @Test
  default void aMachineGoesDownWithItsAgentAndComesUpOutOfTheSchedule() {
    service();
    assertThat(master().machinesDown(Set.of(MACHINE)).result())
        .isEqualTo(Result.WRONG_MACHINE_STATE);
    master().changeSchedule(old -> schedule(MACHINE));

    assertThat(master().machinesUp(Set.of(MACHINE)).result()).isEqualTo(Result.WRONG_MACHINE_STATE);
    assertThat(master().machinesDown(Set.of(MACHINE)).accepted()).isTrue();
    assertThat(master().agents().registered()).hasSize(1);
    assertThat(master().maintenanceStatus().down()).containsExactly(MACHINE);
    assertThat(master().changeSchedule(old -> MaintenanceSchedule.EMPTY))
        .isInstanceOfSatisfying(
            ScheduleOutcome.Failed.class,
            failed -> assertThat(failed.outcome().result()).isEqualTo(Result.WRONG_MACHINE_STATE));
    assertThat(master().machinesUp(Set.of(MACHINE)).accepted()).isTrue();
    assertThat(master().maintenanceSchedule()).isEqualTo(MaintenanceSchedule.EMPTY);
    act(() -> world().mesos.agents().get(0).start());
    seconds(1);
    assertThat(master().agents().registered()).hasSize(2);
  }

  @Test
  default void withoutALeaderNothingIsKnownAndNothingIsSent() {
    service();
    AgentId id = first();
    act(
        () -> {
          world().mesos.loseZooKeeper();
          world().seconds(15);
        });

    assertThatThrownBy(() -> master().agents()).isInstanceOf(PeerUnreachableException.class);
    assertThatThrownBy(() -> master().state()).isInstanceOf(PeerException.class);
    assertThat(master().deactivate(id).accepted()).isFalse();
    assertThat(master().deactivate(id).result()).isIn(Result.NOT_SENT, Result.UNKNOWN);
  }

  @Test
  default void aNewLeaderThatHasNotReadItsRegistrySaysSoAndNotThatNothingIsThere() {
    service();
    act(
        () -> {
          world().mesos.failOver();
          world().seconds(8.02);
        });
    assertThatThrownBy(() -> master().agents()).isInstanceOf(PeerUnreachableException.class);
    seconds(0.05);
    assertThat(master().agents().recovered()).hasSize(2);
    seconds(2);
    assertThat(master().agents().registered()).hasSize(2);
    assertThat(master().standing().leading()).isTrue();
  }

  @Test
  default void aRefusalIsARefusal() {
    service();
    fault("GET_AGENTS", new Fault.Refuse(403, "", "403 Forbidden."));
    assertThatThrownBy(() -> master().agents()).isInstanceOf(PeerRefusedException.class);
    AgentId id = first();
    fault("DEACTIVATE_AGENT", new Fault.Refuse(403, "", "403 Forbidden."));
    assertThat(master().deactivate(id).result()).isEqualTo(Result.FORBIDDEN);
    assertThat(agent(id).status().deactivated()).isFalse();
  }

  @Test
  default void anOrderWhoseAnswerIsLostMayHaveBeenDone() {
    service();
    AgentId id = first();
    fault("DEACTIVATE_AGENT", new Fault.Drop(true));
    assertThat(master().deactivate(id).result()).isEqualTo(Result.UNKNOWN);
    assertThat(agent(id).status().deactivated()).isTrue();
    fault("REACTIVATE_AGENT", new Fault.Drop(false));
    assertThat(master().reactivate(id).result()).isEqualTo(Result.UNKNOWN);
    assertThat(agent(id).status().deactivated()).isTrue();
  }

  @Test
  default void anAnswerThatIsNotMesosIsNotRead() {
    service();
    fault("GET_AGENTS", new Fault.Garble(-1, "<html>down for maintenance</html>"));
    assertThatThrownBy(() -> master().agents()).isInstanceOf(PeerAnswerException.class);
  }

  @Test
  default void aStaleReadIsAsTheWorldWas() {
    act(
        () ->
            world()
                .faults
                .add(
                    FaultRules.Rule.once(
                        "stale",
                        call -> call.operation().equals("GET_AGENTS"),
                        0,
                        new Fault.Stale(Duration.ofSeconds(30)))));
    act(() -> world().seconds(40));
    service();
    assertThat(master().agents().registered()).isEmpty();
    assertThat(master().agents().registered()).hasSize(2);
  }
}

package dev.pacer.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.AgentId;
import dev.pacer.cluster.mesos.CallOutcome;
import dev.pacer.cluster.mesos.Drain;
import dev.pacer.cluster.mesos.DrainOrder;
import dev.pacer.cluster.mesos.MachineId;
import dev.pacer.cluster.mesos.MaintenanceSchedule;
import dev.pacer.cluster.mesos.MaintenanceStatus;
import dev.pacer.cluster.mesos.ScheduleOutcome;
import dev.pacer.cluster.mesos.Task;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.systemtests.cluster.Scenarios;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What holds of {@link dev.pacer.cluster.mesos.MesosMaster} when it changes things. Every test has
 * an agent of its own in {@link #scenario()}.
 */
public interface MesosMasterContract extends MesosReadContract {

  /** Longer than any step of these tests takes. */
  Duration LONG_ENOUGH = Duration.ofMinutes(3);

  /** A cluster with the agents of these tests; a task runs on two of them. */
  static Scenario scenario() {
    List<AgentSpec> agents = new ArrayList<>();
    for (String name :
        List.of("quiet", "paused", "active", "drained", "forgotten", "gone", "window", "down")) {
      agents.add(Scenarios.agent(name + ".test", agents.size() + 1));
    }
    return Scenarios.of(
        1,
        1,
        List.of(),
        agents,
        List.of(
            Scenarios.appOn("/stays", "quiet.test"), Scenarios.appOn("/moved", "drained.test")));
  }

  private Optional<Agent> find(String host) {
    return mesos().agents().registered().stream()
        .filter(agent -> agent.address().hostname().equals(host))
        .findFirst();
  }

  private Agent require(String host) {
    return awaiting()
        .until(host + " is registered", LONG_ENOUGH, () -> find(host), Optional::isPresent)
        .orElseThrow();
  }

  private Agent until(String host, String what, java.util.function.Predicate<Agent> passes) {
    return awaiting().until(host + " " + what, LONG_ENOUGH, () -> require(host), passes);
  }

  private List<Task> liveOn(AgentId agent) {
    return mesos().tasks().live().stream()
        .filter(task -> task.place().agent().equals(agent))
        .toList();
  }

  private static MachineId machineOf(Agent agent) {
    return new MachineId(agent.address().hostname(), agent.address().ip());
  }

  @Test
  default void aDeactivatedAgentMakesNoOffersUntilItIsReactivated() {
    AgentId paused = require("paused.test").id();

    assertThat(mesos().deactivate(paused).result()).isEqualTo(CallOutcome.Result.ACCEPTED);

    Agent idle = until("paused.test", "is deactivated", agent -> agent.status().deactivated());
    assertThat(idle.status().active()).isFalse();
    assertThat(idle.status().drain()).isNull();
    assertThat(idle.resources().offered().nothing()).isTrue();
    assertThat(mesos().deactivate(paused).result())
        .as("deactivating again")
        .isEqualTo(CallOutcome.Result.ACCEPTED);
    assertThat(mesos().reactivate(paused).result()).isEqualTo(CallOutcome.Result.ACCEPTED);
    Agent again = until("paused.test", "is active again", agent -> agent.status().active());
    assertThat(again.status().deactivated()).isFalse();
    assertThat(again.id()).isEqualTo(paused);
  }

  @Test
  default void anActiveAgentCannotBeReactivated() {
    assertThat(mesos().reactivate(require("active.test").id()).result())
        .isEqualTo(CallOutcome.Result.NOT_DEACTIVATED);
  }

  @Test
  default void anAgentThatNeverWasIsUnknown() {
    AgentId nobody = new AgentId("00000000-0000-0000-0000-000000000000-S999");

    assertThat(mesos().deactivate(nobody).result()).isEqualTo(CallOutcome.Result.UNKNOWN_AGENT);
    assertThat(mesos().drain(nobody, new DrainOrder(null, false)).result())
        .isEqualTo(CallOutcome.Result.UNKNOWN_AGENT);
    assertThat(mesos().markGone(nobody).result()).isEqualTo(CallOutcome.Result.UNKNOWN_AGENT);
  }

  @Test
  default void aDrainEndsTheTasksAndCanBeUndoneOnceItIsDone() {
    Agent drained = require("drained.test");
    awaiting()
        .until(
            "a task runs there",
            LONG_ENOUGH,
            () -> liveOn(drained.id()),
            tasks -> !tasks.isEmpty());

    assertThat(mesos().drain(drained.id(), new DrainOrder(Duration.ofSeconds(90), false)).result())
        .isEqualTo(CallOutcome.Result.ACCEPTED);

    Drain order = require("drained.test").status().drain();
    assertThat(order).isNotNull();
    assertThat(order.maxGrace()).isEqualTo(Duration.ofSeconds(90));
    assertThat(order.markGone()).isFalse();
    Agent empty =
        until(
            "drained.test",
            "is drained",
            agent ->
                agent.status().drain() != null
                    && agent.status().drain().state() == Drain.State.DRAINED);
    assertThat(empty.status().deactivated()).isTrue();
    assertThat(liveOn(empty.id())).isEmpty();
    assertThat(empty.resources().allocated().milli("cpus")).isZero();
    assertThat(mesos().reactivate(empty.id()).result()).isEqualTo(CallOutcome.Result.ACCEPTED);
    Agent again = until("drained.test", "is active again", agent -> agent.status().active());
    assertThat(again.status().drain()).isNull();
  }

  @Test
  default void aDrainCanForgetTheAgentWhenItIsDone() {
    AgentId forgotten = require("forgotten.test").id();

    assertThat(mesos().drain(forgotten, new DrainOrder(null, true)).result())
        .isEqualTo(CallOutcome.Result.ACCEPTED);

    awaiting()
        .until("it is in no list", LONG_ENOUGH, () -> find("forgotten.test"), Optional::isEmpty);
    assertThat(mesos().deactivate(forgotten).result()).isEqualTo(CallOutcome.Result.UNKNOWN_AGENT);
  }

  @Test
  default void anAgentMarkedGoneLeavesAllListsForGood() {
    AgentId gone = require("gone.test").id();

    assertThat(mesos().markGone(gone).result()).isEqualTo(CallOutcome.Result.ACCEPTED);

    awaiting().until("it is in no list", LONG_ENOUGH, () -> find("gone.test"), Optional::isEmpty);
    assertThat(mesos().deactivate(gone).result()).isEqualTo(CallOutcome.Result.UNKNOWN_AGENT);
    awaiting().pass(LONG_ENOUGH);
    assertThat(mesos().agents().registered()).extracting(Agent::id).doesNotContain(gone);
  }

  @Test
  default void aWindowIsWrittenReadBackAndTakenOutAgain() {
    Agent agent = require("window.test");
    MachineId machine = machineOf(agent);
    Instant start = Instant.parse("2031-01-01T00:00:00Z");
    MaintenanceSchedule.Window window =
        new MaintenanceSchedule.Window(List.of(machine), start, Duration.ofHours(1));

    ScheduleOutcome written = mesos().changeSchedule(old -> with(old, window));

    assertThat(written).isInstanceOf(ScheduleOutcome.Written.class);
    assertThat(mesos().maintenanceSchedule().windows()).contains(window);
    assertThat(mesos().maintenanceStatus().draining())
        .extracting(MaintenanceStatus.Draining::machine)
        .contains(machine);
    assertThat(mesos().changeSchedule(old -> old)).isInstanceOf(ScheduleOutcome.Unchanged.class);
    assertThat(mesos().drain(agent.id(), new DrainOrder(null, false)).result())
        .isEqualTo(CallOutcome.Result.IN_MAINTENANCE_SCHEDULE);
    assertThat(mesos().changeSchedule(old -> without(old, machine)))
        .isInstanceOf(ScheduleOutcome.Written.class);
    assertThat(mesos().maintenanceSchedule().holds(machine)).isFalse();
  }

  @Test
  default void aMachineTakenDownLosesItsAgentAndLeavesTheScheduleWhenItIsUpAgain() {
    Agent agent = require("down.test");
    MachineId machine = machineOf(agent);
    assertThat(mesos().machinesDown(Set.of(machine)).result())
        .as("down without a window")
        .isEqualTo(CallOutcome.Result.WRONG_MACHINE_STATE);
    assertThat(mesos().machinesUp(Set.of(machine)).result())
        .as("up while it is not down")
        .isEqualTo(CallOutcome.Result.WRONG_MACHINE_STATE);
    MaintenanceSchedule.Window window =
        new MaintenanceSchedule.Window(
            List.of(machine), Instant.parse("2031-01-01T00:00:00Z"), null);
    assertThat(mesos().changeSchedule(old -> with(old, window)))
        .isInstanceOf(ScheduleOutcome.Written.class);

    assertThat(mesos().machinesDown(Set.of(machine)).result())
        .isEqualTo(CallOutcome.Result.ACCEPTED);

    assertThat(mesos().maintenanceStatus().down()).contains(machine);
    awaiting().until("its agent is gone", LONG_ENOUGH, () -> find("down.test"), Optional::isEmpty);
    assertThat(mesos().machinesUp(Set.of(machine)).result()).isEqualTo(CallOutcome.Result.ACCEPTED);
    assertThat(mesos().maintenanceStatus().down()).doesNotContain(machine);
    assertThat(mesos().maintenanceSchedule().holds(machine)).isFalse();
  }

  private static MaintenanceSchedule with(
      MaintenanceSchedule old, MaintenanceSchedule.Window window) {
    List<MaintenanceSchedule.Window> windows = new ArrayList<>(old.windows());
    windows.add(window);
    return new MaintenanceSchedule(windows);
  }

  private static MaintenanceSchedule without(MaintenanceSchedule old, MachineId machine) {
    return new MaintenanceSchedule(
        old.windows().stream().filter(window -> !window.machines().contains(machine)).toList());
  }
}

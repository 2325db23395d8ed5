package dev.pacer.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.AgentCounts;
import dev.pacer.cluster.mesos.AgentId;
import dev.pacer.cluster.mesos.AgentList;
import dev.pacer.cluster.mesos.Framework;
import dev.pacer.cluster.mesos.FrameworkId;
import dev.pacer.cluster.mesos.MasterFlags;
import dev.pacer.cluster.mesos.MasterStanding;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.cluster.mesos.Role;
import dev.pacer.cluster.mesos.Task;
import dev.pacer.cluster.mesos.TaskId;
import dev.pacer.systemtests.cluster.Awaiting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds of {@link MesosMaster} without changing anything, on a cluster that is at rest. */
public interface MesosReadContract {

  MesosMaster mesos();

  Awaiting awaiting();

  /** Counts, the list, and counts again. */
  record Counted(AgentCounts before, AgentList agents, AgentCounts after) {}

  @Test
  default void theAnsweringMasterLeads() {
    MasterStanding standing = mesos().standing();

    assertThat(standing.leading()).isTrue();
    assertThat(standing.pid()).isEqualTo(standing.leaderPid()).startsWith("master@");
    assertThat(standing.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    assertThat(mesos().standing().sameTermAs(standing)).isTrue();
  }

  @Test
  default void countsAgreeWithTheListOfAgents() {
    Counted counted =
        awaiting()
            .until(
                "nobody comes or goes between two readings",
                Duration.ofMinutes(1),
                () -> new Counted(mesos().counts(), mesos().agents(), mesos().counts()),
                three -> three.before().equals(three.after()));

    List<Agent> registered = counted.agents().registered();
    assertThat(counted.after().registered()).isEqualTo(registered.size());
    assertThat(counted.after().active())
        .isEqualTo(registered.stream().filter(agent -> agent.status().active()).count());
  }

  @Test
  default void oneStateSaysWhatTheListsSay() {
    MesosState state =
        awaiting()
            .until(
                "the lists say what the state says",
                Duration.ofMinutes(1),
                () -> mesos().state(),
                told ->
                    ids(told.agents()).equals(ids(mesos().agents()))
                        && taskIds(told.tasks().live()).equals(taskIds(mesos().tasks().live()))
                        && frameworkIds(told.frameworks().present())
                            .equals(frameworkIds(mesos().frameworks().present())));

    assertThat(state.master().sameTermAs(mesos().standing())).isTrue();
    assertThat(state.executors()).hasSameSizeAs(mesos().executors());
  }

  @Test
  default void liveTasksAreOnRegisteredAgentsAndOfPresentFrameworks() {
    MesosState state = mesos().state();

    assertThat(state.tasks().live())
        .allSatisfy(task -> assertThat(ids(state.agents())).contains(task.place().agent()))
        .allSatisfy(
            task ->
                assertThat(frameworkIds(state.frameworks().present()))
                    .contains(task.place().framework()))
        .allSatisfy(task -> assertThat(task.state().terminal()).isFalse());
  }

  @Test
  default void whatTasksTakeIsAllocatedOnTheirAgents() {
    MesosState state = mesos().state();
    for (Agent agent : state.agents().registered()) {
      long byTasks =
          state.tasks().live().stream()
              .filter(task -> task.place().agent().equals(agent.id()))
              .mapToLong(task -> task.resources().milli("cpus"))
              .sum();
      assertThat(agent.resources().allocated().milli("cpus"))
          .as("cpus allocated on %s", agent.address().hostname())
          .isGreaterThanOrEqualTo(byTasks);
      assertThat(agent.resources().total().milli("cpus"))
          .isGreaterThanOrEqualTo(agent.resources().allocated().milli("cpus"));
    }
  }

  @Test
  default void theFlagsTellTheTimesThatReadersNeed() {
    MasterFlags flags = mesos().flags();

    assertThat(flags.values()).containsKey("agent_reregister_timeout");
    assertThat(flags.reregisterTimeout()).isPositive();
    assertThat(flags.pingTime()).isPositive();
  }

  @Test
  default void everyFrameworkWithTasksHasARole() {
    Set<String> roles = mesos().roles().stream().map(Role::name).collect(Collectors.toSet());

    assertThat(mesos().frameworks().present())
        .allSatisfy(framework -> assertThat(roles).containsAll(framework.info().roles()));
  }

  @Test
  default void machinesOfTheScheduleAreInItsStatus() {
    var scheduled =
        mesos().maintenanceSchedule().windows().stream()
            .flatMap(window -> window.machines().stream())
            .collect(Collectors.toSet());
    var status = mesos().maintenanceStatus();
    var known =
        status.draining().stream().map(draining -> draining.machine()).collect(Collectors.toSet());
    known.addAll(status.down());

    assertThat(known).isEqualTo(scheduled);
  }

  private static Set<AgentId> ids(AgentList agents) {
    return agents.registered().stream().map(Agent::id).collect(Collectors.toSet());
  }

  private static Set<TaskId> taskIds(List<Task> tasks) {
    return tasks.stream().map(Task::id).collect(Collectors.toSet());
  }

  private static Set<FrameworkId> frameworkIds(List<Framework> frameworks) {
    return frameworks.stream().map(Framework::id).collect(Collectors.toSet());
  }
}

package dev.pacer.simulator.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Offer.Unavailability;
import dev.pacer.simulator.offer.SchedulerSession.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Laws that hold whatever happens to agents, tasks, frameworks and masters. */
class MesosProperties {

  private static final int AGENTS = 4;

  /** One thing that happens: which, to which agent or task, and how long it is quiet afterwards. */
  record Step(int what, int which, int millis) {}

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 17),
            Arbitraries.integers().between(0, 30),
            Arbitraries.of(0, 3, 200, 1500, 9000, 30_000))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(60);
  }

  private static final class Play {
    final MesosWorld world = new MesosWorld();
    final List<SimulatedAgent> agents = new ArrayList<>();
    final List<RecordingScheduler> frameworks = new ArrayList<>();
    final Map<SimulatedAgent, String> ids = new HashMap<>();
    int launched;

    Play() {
      for (int i = 0; i < AGENTS; i++) {
        agents.add(
            world.mesos.startAgent(MesosWorld.spec("agent" + i + ".test", 5051 + i, "4", "4096")));
      }
      world.seconds(1);
      frameworks.add(
          new RecordingScheduler().join(world.mesos, RecordingScheduler.spec("svc", true, true)));
      frameworks.add(
          new RecordingScheduler()
              .join(world.mesos, RecordingScheduler.spec("plain", false, false)));
      world.seconds(1);
    }

    void step(Step step) {
      SimulatedAgent agent = agents.get(step.which() % AGENTS);
      RecordingScheduler framework = frameworks.get(step.which() % frameworks.size());
      OperatorDesk desk = world.mesos.operatorDesk();
      String id = agent.id() == null ? "" : agent.id();
      MachineId machine = new MachineId(agent.spec().hostname(), agent.spec().ip());
      switch (step.what()) {
        case 0, 1, 2, 3 -> launch(framework, step.which());
        case 4, 5 -> framework.session.kill("t-" + step.which() % Math.max(1, launched));
        case 6 -> agent.kill();
        case 7, 8 -> agent.start();
        case 9 -> agent.loseMachine();
        case 10 -> agent.partition();
        case 11 -> agent.heal();
        case 12 -> desk.drain(id, Duration.ofSeconds(1), step.which() % 7 == 0);
        case 13 -> desk.reactivate(id);
        case 14 -> world.mesos.failOver();
        case 15 -> agent.unregister();
        case 16 -> {
          world
              .mesos
              .maintenance()
              .update(
                  List.of(
                      new Window(List.of(machine), new Unavailability(MesosWorld.START, null))));
          world.mesos.maintenance().down(List.of(machine));
          world.mesos.maintenance().up(List.of(machine));
        }
        default -> framework.declineAll(Duration.ofSeconds(step.which()));
      }
      check();
      world.run(Duration.ofMillis(step.millis()));
      check();
    }

    private void launch(RecordingScheduler framework, int which) {
      if (!framework.offers.isEmpty()) {
        List<Offer> offers = List.copyOf(framework.offers.values());
        Offer offer = offers.get(which % offers.size());
        framework.offers.remove(offer.id());
        framework.session.accept(
            List.of(offer.id()),
            List.of(
                new Operation.LaunchTasks(
                    List.of(RecordingScheduler.task("t-" + launched++, "0.7", "100")))),
            Duration.ofMillis(500));
      }
    }

    void check() {
      MesosState state = world.mesos.state();
      Set<String> listed = new HashSet<>();
      state.agents().forEach(agent -> assertThat(listed.add(agent.id())).isTrue());
      state.recovered().forEach(agent -> assertThat(listed.add(agent.id())).isTrue());
      state.unreachable().forEach(id -> assertThat(listed.add(id)).isTrue());
      for (AgentView agent : state.agents()) {
        Resources taken = agent.usedSum().plus(agent.offeredSum());
        assertThat(agent.total().contains(taken)).as("%s of %s", taken, agent.total()).isTrue();
        Resources byTasks = Resources.NONE;
        for (FrameworkView framework : state.frameworks()) {
          for (TaskView task : framework.tasks()) {
            if (task.agentId().equals(agent.id()) && !task.state().terminal()) {
              byTasks = byTasks.plus(task.resources());
            }
          }
        }
        assertThat(agent.usedSum()).isEqualTo(byTasks);
      }
      for (FrameworkView framework : state.frameworks()) {
        Set<String> living = new HashSet<>();
        framework.tasks().forEach(task -> assertThat(living.add(task.id())).isTrue());
        framework.unreachable().forEach(task -> assertThat(living.add(task.id())).isTrue());
        assertThat(framework.tasks())
            .allMatch(
                task ->
                    state.agents().stream().anyMatch(agent -> agent.id().equals(task.agentId())));
      }
      for (SimulatedAgent agent : agents) {
        String id = agent.id();
        if (id != null) {
          assertThat(ids.computeIfAbsent(agent, key -> id)).isEqualTo(id);
        }
      }
    }

    /** Everything comes back; master and agents must then agree on what runs. */
    void settle() {
      agents.forEach(SimulatedAgent::heal);
      agents.forEach(SimulatedAgent::start);
      world.run(Duration.ofMinutes(3));
      check();
      MesosState state = world.mesos.state();
      Set<TaskKey> known = new HashSet<>();
      state
          .frameworks()
          .forEach(framework -> framework.tasks().forEach(task -> known.add(task.key())));
      Set<TaskKey> running = new HashSet<>();
      for (SimulatedAgent agent : agents) {
        if (agent.registered()) {
          agent.tasks().forEach(task -> running.add(task.key()));
        }
      }
      assertThat(known).isEqualTo(running);
      Statistics.label("tasks that live on")
          .collect(known.isEmpty() ? "none" : "some")
          .coverage(coverage -> coverage.check("some").percentage(share -> share > 20));
    }
  }

  @Property(tries = 300)
  void resourcesAreConservedTasksAreInOnePlaceAndIdsAreKept(
      @ForAll("histories") List<Step> history) {
    Play play = new Play();
    history.forEach(play::step);
    play.settle();
  }

  @Property(tries = 40)
  void theSameHistoryLeavesTheSameLog(@ForAll("histories") List<Step> history) {
    Play one = new Play();
    Play two = new Play();
    history.forEach(one::step);
    history.forEach(two::step);

    assertThat(one.world.simulation.log().text()).isEqualTo(two.world.simulation.log().text());
  }
}

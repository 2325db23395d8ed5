package dev.pacer.registryauth.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonApps;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.marathon.Task;
import dev.pacer.cluster.marathon.TaskState;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.DrainOrder;
import dev.pacer.registryauth.fleet.plan.FleetPolicy;
import dev.pacer.registryauth.fleet.plan.FleetStep;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.marathon.port.SimulatedMarathon;
import dev.pacer.simulator.mesos.port.SimulatedMesosMaster;
import dev.pacer.simulator.scenario.ScenarioReader;
import dev.pacer.simulator.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The keeper on a simulated cluster in virtual time, while agents come and go. */
class FleetRehearsalTest {

  private static final AppId APP = new AppId("/pacer/registry-auth");
  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
  private static final String SCENARIO =
      """
      version: 1
      groups:
      - {name: agents, types: [m5.large], zones: [us-east-1a], min: 0, desired: 4, max: 20}
      apps:
      - at: 0s
        id: /pacer/registry-auth
        definition: '{"id": "/pacer/registry-auth", "cmd": "run", "cpus": 0.01, "mem": 96, "instances": 1,
          "constraints": [["hostname", "UNIQUE"]], "labels": {"autoscaler/per-agent": "true"},
          "portDefinitions": [],
          "upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0}}'
      """;

  private final World world;
  private final MarathonClient marathon;
  private final SimulatedMesosMaster mesos;
  private final FleetKeeper keeper;
  private boolean leads = true;

  /** What was sent. */
  private final Set<FleetStep> steps = new LinkedHashSet<>();

  /** Which task was first seen on each agent, so that a replacement shows. */
  private final Map<String, String> firstSeen = new TreeMap<>();

  private final Set<String> replaced = new TreeSet<>();

  FleetRehearsalTest() {
    world =
        World.inProcess(
            ScenarioReader.FILE.read("scenario", SCENARIO, Path.of(".")).orThrow(), START, 1);
    marathon = new SimulatedMarathon(world.marathon());
    mesos = new SimulatedMesosMaster(world.mesos());
    FleetPolicy policy = FleetPolicy.usual(APP);
    keeper =
        new FleetKeeper(
            new FleetReader(marathon, mesos, APP, policy.trust()),
            new FleetStepSender(marathon, APP),
            policy,
            () -> leads);
    world.simulation().every(Duration.ofSeconds(10), keeper::look);
    world.simulation().every(Duration.ofSeconds(1), this::watch);
  }

  /** A task on an agent that is there all the time must never be followed by another. */
  private void watch() {
    keeper.view().lastStep().ifPresent(sent -> steps.add(sent.step()));
    for (Task task : running().values()) {
      String agent = task.location().agent().orElseThrow().value();
      String before = firstSeen.putIfAbsent(agent, task.id().value());
      if (before != null && !before.equals(task.id().value())) {
        replaced.add(task.location().host() + " " + agent);
      }
    }
  }

  private App app() {
    return marathon.apps().find(APP).orElseThrow();
  }

  private Map<String, Task> running() {
    Map<String, Task> byHost = new HashMap<>();
    for (Task task : marathon.tasks().listOf(APP)) {
      if (task.state() == TaskState.RUNNING) {
        byHost.put(task.location().host(), task);
      }
    }
    return byHost;
  }

  private Set<String> activeAgents() {
    Set<String> hosts = new HashSet<>();
    for (Agent agent : mesos.agents().registered()) {
      if (agent.status().active()) {
        hosts.add(agent.address().hostname());
      }
    }
    return hosts;
  }

  private void advance(Duration time) {
    world.simulation().advance(time);
  }

  private void desired(int agents) {
    world.aws().autoScaling().groups().setDesired("agents", agents, false);
  }

  /** A machine that is gone without a word. */
  private void lose(int machines) {
    List<String> all = world.fleet().machinesOf("agents");
    for (String id : all.subList(0, machines)) {
      world
          .aws()
          .instances()
          .find(id)
          .ifPresent(
              i ->
                  world
                      .aws()
                      .instances()
                      .terminate(i, world.aws().delaysOf("agents"), "lost by the test"));
    }
  }

  private void assertOnePerAgent() {
    assertThat(running().keySet()).isEqualTo(activeAgents());
    assertThat(keeper.view().coverage())
        .hasValueSatisfying(
            coverage -> {
              assertThat(coverage.agents()).isEqualTo(activeAgents().size());
              assertThat(coverage.uncovered()).isEmpty();
            });
    assertThat(replaced).isEmpty();
  }

  @Test
  void theAppGrowsToOneInstancePerAgentAndWithTheFleet() {
    advance(Duration.ofMinutes(2));
    assertThat(app().spec().instances()).isEqualTo(4);
    assertOnePerAgent();
    desired(9);
    advance(Duration.ofMinutes(6));
    assertThat(app().spec().instances()).isEqualTo(9);
    assertOnePerAgent();
  }

  @Test
  void whatIsUncoveredIsKnownWhileAgentsHaveNoInstanceYet() {
    leads = false;
    advance(Duration.ofMinutes(2));
    assertThat(keeper.view().coverage())
        .hasValueSatisfying(
            coverage -> {
              assertThat(coverage.agents()).isEqualTo(4);
              assertThat(coverage.uncovered()).hasSize(3);
            });
    assertThat(app().spec().instances()).isEqualTo(1);
    leads = true;
    advance(Duration.ofMinutes(2));
    assertOnePerAgent();
  }

  @Test
  void theInstanceOfALostMachineIsNamedAndNoOtherDies() {
    desired(6);
    advance(Duration.ofMinutes(6));
    world.aws().autoScaling().groups().setDesired("agents", 6, false);
    lose(1);
    // The group brings another machine, here with the lost one's name.
    advance(Duration.ofMinutes(20));
    assertThat(steps).anyMatch(step -> step instanceof FleetStep.Release);
    assertThat(activeAgents()).hasSize(6);
    assertThat(app().spec().instances()).isEqualTo(6);
    assertOnePerAgent();
  }

  @Test
  void aDrainedAgentsInstanceIsLeftToWhoeverDrainsAndItsWaitingPlaceTakesTheNextAgent() {
    advance(Duration.ofMinutes(3));
    Agent victim = mesos.agents().registered().get(0);
    mesos.deactivate(victim.id());
    advance(Duration.ofMinutes(10));
    assertThat(running()).containsKey(victim.address().hostname());
    mesos.drain(victim.id(), new DrainOrder(Duration.ofSeconds(30), true));
    advance(Duration.ofMinutes(20));
    assertThat(running()).doesNotContainKey(victim.address().hostname());
    assertOnePerAgent();
    assertThat(keeper.view().notes()).anyMatch(note -> note.contains("wait for an agent"));
    int before = app().spec().instances();
    desired(5);
    advance(Duration.ofMinutes(8));
    assertThat(app().spec().instances()).isGreaterThanOrEqualTo(before);
    assertOnePerAgent();
  }

  @Test
  void aNewMasterThatKnowsNobodyYetMakesNothingShrink() {
    advance(Duration.ofMinutes(3));
    Set<String> before = new TreeSet<>(running().keySet());
    world.mesos().failOver();
    for (int i = 0; i < 120; i++) {
      advance(Duration.ofSeconds(5));
      assertThat(app().spec().instances()).isEqualTo(4);
    }
    assertThat(running().keySet()).isEqualTo(before);
    assertOnePerAgent();
  }

  @Test
  void lostAnswersAndRefusalsLeadToTheSameEnd() {
    world
        .faults()
        .add(
            new FaultRules.Rule(
                "lost answers",
                call ->
                    call.service().equals("marathon")
                        && (call.operation().startsWith("PUT")
                            || call.operation().startsWith("POST")),
                Instant.MIN,
                Instant.MAX,
                0,
                3,
                1,
                new Fault.Drop(true)));
    advance(Duration.ofMinutes(3));
    assertThat(app().spec().instances()).isEqualTo(4);
    lose(1);
    advance(Duration.ofMinutes(25));
    assertThat(app().spec().instances()).isEqualTo(4);
    assertOnePerAgent();
  }

  @Test
  void aWholeDayOfComingAndGoingEndsWithOneInstanceOnEveryAgentAndNoneEverReplaced() {
    int[] sizes = {6, 9, 5, 12, 7, 4, 10, 8};
    for (int hour = 0; hour < 24; hour++) {
      desired(sizes[hour % sizes.length]);
      advance(Duration.ofMinutes(40));
      if (hour % 3 == 1) {
        lose(2);
      }
      if (hour % 7 == 4) {
        world.mesos().failOver();
      }
      advance(Duration.ofMinutes(20));
    }
    advance(Duration.ofMinutes(75));
    assertOnePerAgent();
    assertThat(app().spec().instances()).isEqualTo(activeAgents().size());
    assertThat(marathon.deployments().list()).isEmpty();
    assertThat(marathon.apps().list(MarathonApps.Detail.COUNTS)).hasSize(1);
  }

  @Test
  void aKeeperThatOnlySetsTheNumberReplacesInstancesOnHealthyAgentsAndIsCaught() {
    advance(Duration.ofMinutes(3));
    leads = false;
    world
        .simulation()
        .every(
            Duration.ofMinutes(1),
            () -> marathon.apps().scale(APP, activeAgents().size(), LockPolicy.OVERRIDE));
    for (int i = 0; i < 6; i++) {
      desired(i % 2 == 0 ? 8 : 4);
      advance(Duration.ofMinutes(20));
    }
    assertThat(replaced).isNotEmpty();
  }
}

package dev.pacer.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.aws.autoscaling.Member;
import dev.pacer.simulator.mesos.SimulatedAgent;
import dev.pacer.simulator.scenario.BuiltIn;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.simulator.scenario.ScenarioReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorldTest {

  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  private static Scenario scenario(String yaml) {
    return ScenarioReader.FILE.read("scenario.yaml", yaml, Path.of("/tmp")).orThrow();
  }

  private static List<Member.View> members(World world, String group) {
    return world
        .aws()
        .autoScaling()
        .snapshots(List.of(group), world.simulation().instant())
        .get(0)
        .members();
  }

  private static long registered(World world) {
    return world.mesos().agents().stream().filter(SimulatedAgent::registered).count();
  }

  @Test
  void theBuiltInClusterIsUpWithItsPastOnRecord() {
    World world = World.inProcess(BuiltIn.scenario(), START, 1);

    assertThat(world.simulation().instant()).isEqualTo(START);
    assertThat(registered(world)).isEqualTo(3);
    assertThat(members(world, "agents")).hasSize(3);
    assertThat(world.aws().autoScaling().activities(Optional.of("agents"), START))
        .hasSize(3)
        .allSatisfy(activity -> assertThat(activity.progress().start()).isBefore(START));
    assertThat(world.fleet().machinesOf("agents")).hasSize(3);
  }

  @Test
  void anAgentHasWhatMesosFindsOnItsMachine() {
    World world = World.inProcess(BuiltIn.scenario(), START, 1);
    assertThat(world.mesos().agents().get(0).spec().resources().toString())
        .contains("cpus")
        .contains("amount=2]")
        .contains("amount=7168]")
        .contains("begin=31000, end=32000");
  }

  @Test
  void appsOfTheScenarioComeAndGo() {
    World world =
        World.inProcess(
            scenario(
                """
                version: 1
                groups:
                - {name: a, types: [m5.large], zones: [us-east-1a], min: 1, desired: 1, max: 1}
                apps:
                - at: 1m
                  id: /web
                  definition: '{"id": "/web", "cmd": "sleep 100", "cpus": 0.5, "mem": 64}'
                - {at: 5m, id: /web, instances: 2}
                - {at: 10m, id: /web, remove: true}
                """),
            START,
            1);

    world.simulation().advance(Duration.ofMinutes(3));
    assertThat(instances(world, "/web")).isEqualTo(1);
    world.simulation().advance(Duration.ofMinutes(4));
    assertThat(instances(world, "/web")).isEqualTo(2);
    world.simulation().advance(Duration.ofMinutes(5));
    assertThat(instances(world, "/web")).isZero();
  }

  private static int instances(World world, String app) {
    return world.marathon().now().instances().getOrDefault(app, List.of()).size();
  }

  @Test
  void aLostMachineIsNoticedAndReplaced() {
    World world =
        World.inProcess(
            scenario(
                """
                version: 1
                groups:
                - {name: a, types: [m5.large], zones: [us-east-1a], min: 2, desired: 2, max: 2}
                events:
                - {at: 1m, what: machine-dies, group: a}
                """),
            START,
            1);
    List<String> before = world.fleet().machinesOf("a");
    world.simulation().advance(Duration.ofMinutes(2));
    assertThat(registered(world)).isLessThanOrEqualTo(2);

    world.simulation().advance(Duration.ofMinutes(15));

    assertThat(registered(world)).isEqualTo(2);
    assertThat(world.fleet().machinesOf("a")).hasSize(2).isNotEqualTo(before);
  }

  @Test
  void aGroupWhoseAgentsNeverRegisterHasMachinesOnly() {
    World world =
        World.inProcess(
            scenario(
                """
                version: 1
                groups:
                - {name: a, types: [m5.large], zones: [us-east-1a], min: 1, desired: 1, max: 1, registers: false}
                """),
            START,
            1);
    assertThat(members(world, "a")).hasSize(1);
    assertThat(world.mesos().agents()).isEmpty();
  }

  @Test
  void aSpotMachineIsTakenBackTwoMinutesAfterANoticeThatTheQueueTells() {
    World world =
        World.inProcess(
            scenario(
                """
                version: 1
                aws: {queues: [{name: notices, receives: [spot-interruption]}]}
                groups:
                - {name: a, types: [m5.large], zones: [us-east-1a], min: 2, desired: 2, max: 2, onDemandPercent: 50}
                events:
                - {at: 1m, what: spot-interruption, group: a}
                """),
            START,
            1);
    List<String> before = world.fleet().machinesOf("a");
    world.simulation().advance(Duration.ofMinutes(2));
    assertThat(world.aws().queues().find("notices").orElseThrow().messages()).hasSize(1);
    assertThat(world.fleet().machinesOf("a")).isEqualTo(before);
    world.simulation().advance(Duration.ofMinutes(2));
    assertThat(world.fleet().machinesOf("a")).hasSize(1);
    world.simulation().advance(Duration.ofMinutes(15));
    assertThat(world.fleet().machinesOf("a")).hasSize(2);
    assertThat(registered(world)).isEqualTo(2);
  }

  @Test
  void hooksArePutWhenTheGroupIsUpAndHoldFromThen() {
    World world =
        World.inProcess(
            scenario(
                """
                version: 1
                aws: {queues: [{name: notices}]}
                groups:
                - name: a
                  types: [m5.large]
                  zones: [us-east-1a]
                  min: 0
                  desired: 2
                  max: 2
                  hooks: [{name: drain, heartbeat: 10m, default: continue, queue: notices}]
                """),
            START,
            1);
    assertThat(members(world, "a"))
        .hasSize(2)
        .allMatch(member -> member.state().text().equals("InService"));
    world.aws().autoScaling().members().terminate(members(world, "a").get(0).id(), true);
    world.simulation().advance(Duration.ofMinutes(9));
    assertThat(members(world, "a"))
        .anyMatch(member -> member.state().text().equals("Terminating:Wait"));
    assertThat(registered(world)).isEqualTo(2);
    world.simulation().advance(Duration.ofMinutes(3));
    assertThat(members(world, "a")).hasSize(1);
    assertThat(world.aws().queues().find("notices").orElseThrow().messages()).hasSize(2);
  }

  @Test
  void aLostZoneLosesItsMachinesAndGivesNoneUntilItIsBack() {
    World world =
        World.inProcess(
            scenario(
                """
                version: 1
                groups:
                - {name: a, types: [m5.large], zones: [us-east-1a], min: 2, desired: 2, max: 2}
                - {name: b, types: [m5.large], zones: [us-east-1b], min: 1, desired: 1, max: 1}
                events:
                - {at: 1m, what: zone-lost, zone: us-east-1a, until: 31m}
                """),
            START,
            1);
    world.simulation().advance(Duration.ofMinutes(30));
    assertThat(world.fleet().machinesOf("a")).isEmpty();
    assertThat(world.fleet().machinesOf("b")).hasSize(1);
    world.simulation().advance(Duration.ofMinutes(30));
    assertThat(world.fleet().machinesOf("a")).hasSize(2);
  }

  @Test
  void oneSeedIsOneCourseOfEvents() {
    assertThat(day(1)).isEqualTo(day(1));
    assertThat(day(2)).isNotEqualTo(day(1));
  }

  private static String day(long seed) {
    World world =
        World.inProcess(
            scenario(
                """
                version: 1
                groups:
                - {name: a, types: [m5.large], zones: [us-east-1a, us-east-1b], min: 1, desired: 3, max: 5}
                apps:
                - at: 1m
                  id: /web
                  definition: '{"id": "/web", "cmd": "sleep 100", "cpus": 0.5, "mem": 64, "instances": 4}'
                events:
                - {at: 1h, what: machine-dies, group: a}
                - {at: 2h, what: master-dies}
                - {at: 3h, what: marathon-dies}
                """),
            START,
            seed);
    world.simulation().advance(Duration.ofDays(1));
    return world.simulation().log().text();
  }
}

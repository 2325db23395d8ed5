package dev.pacer.view;

import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.simulator.aws.CallGate;
import dev.pacer.simulator.aws.port.SimulatedAutoScaling;
import dev.pacer.simulator.aws.port.SimulatedEc2;
import dev.pacer.simulator.marathon.Caller;
import dev.pacer.simulator.marathon.json.JsonReader;
import dev.pacer.simulator.marathon.port.SimulatedMarathon;
import dev.pacer.simulator.mesos.port.SimulatedMesosMaster;
import dev.pacer.simulator.offer.Workload;
import dev.pacer.simulator.scenario.BuiltIn;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.simulator.scenario.TaskRule;
import dev.pacer.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The built-in cluster (three agents with 2 CPUs each), and what the view makes of it. Apps below
 * {@code /failing} end at once with an error; those below {@code /slow} take a minute to start.
 */
final class ViewedWorld {

  static final GroupName GROUP = new GroupName(BuiltIn.GROUP);

  final World world;
  final MarathonClient marathon;
  private final SnapshotReader reader;

  ViewedWorld() {
    Scenario plain = BuiltIn.scenario();
    world =
        World.inProcess(
            new Scenario(
                plain.mesos(),
                plain.marathon(),
                plain.aws(),
                plain.registries(),
                plain.groups(),
                plain.agents(),
                plain.apps(),
                List.of(
                    new TaskRule(
                        Pattern.compile("/failing/.*"), behaviour(Duration.ofMillis(100), 1)),
                    new TaskRule(Pattern.compile("/slow/.*"), behaviour(null, 60))),
                plain.faults(),
                plain.events()),
            Instant.parse("2026-11-02T00:00:00Z"),
            5);
    marathon = new SimulatedMarathon(world.marathon());
    CallGate.Credentials credentials =
        new CallGate.Credentials(Optional.of("AKIDVIEW"), Optional.empty());
    reader =
        new SnapshotReader(
            new SnapshotReader.Sources(
                marathon,
                new SimulatedMesosMaster(world.mesos()),
                new SimulatedAutoScaling(world.aws(), credentials),
                new SimulatedEc2(world.aws(), credentials)),
            List.of(GROUP),
            Runnable::run,
            world.simulation(),
            Duration.ofSeconds(8));
  }

  private static Workload.Behaviour behaviour(Duration runsFor, int seconds) {
    return new Workload.Behaviour(
        Duration.ofSeconds(seconds),
        Duration.ZERO,
        runsFor,
        runsFor == null ? 0 : 1,
        null,
        false,
        Duration.ofMillis(200),
        Duration.ZERO,
        null);
  }

  /** Posts an app written with single quotes, past our own client and its care. */
  void app(String json) {
    try {
      world
          .marathon()
          .apps()
          .create(
              JsonReader.read(json.replace('\'', '"')), false, new Caller("127.0.0.1", "/v2/apps"));
    } catch (JsonReader.NotJsonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  void pass(int seconds) {
    world.simulation().advance(Duration.ofSeconds(seconds));
  }

  ClusterSnapshot snapshot() {
    return reader.read(List.of(GROUP));
  }

  Demand demand() {
    ClusterSnapshot now = snapshot();
    return DemandReading.read(
        now.marathon().find().orElseThrow(), now.mesos().find().orElseThrow(), "us-east-1");
  }

  Inventory inventory() {
    ClusterSnapshot now = snapshot();
    return Inventory.of(
        now.mesos().find().orElseThrow(),
        now.groups().find().orElseThrow(),
        now.machines().find().orElseThrow());
  }
}

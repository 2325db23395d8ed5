package dev.pacer.simulator.mesos;

import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.Workload;
import dev.pacer.simulator.offer.Workload.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small simulated Mesos with the topology of the captures, for tests. */
public final class MesosWorld {

  public static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  /** The timing of the captured cluster: an agent is unreachable after 15 to 20 s. */
  public static final MesosSettings CAPTURED =
      MesosSettings.standard(
              List.of(new MasterAddress("127.0.0.1", 25050), new MasterAddress("127.0.0.1", 25060)))
          .withCluster("pacer-test")
          .withAgents(
              new MesosSettings.Agents(
                  Duration.ofSeconds(5),
                  3,
                  Duration.ofMinutes(10),
                  Duration.ofMillis(500),
                  Duration.ofMillis(800),
                  Duration.ofMillis(100)));

  public final Simulation simulation = new Simulation(START, 1, 1);
  public final FaultRules faults = new FaultRules(simulation);
  public final Map<String, Behaviour> behaviours = new HashMap<>();
  public final MesosModel mesos;

  public MesosWorld() {
    this(CAPTURED);
  }

  public MesosWorld(MesosSettings settings) {
    Workload workload =
        (Launch launch) -> behaviours.getOrDefault(launch.subject(), Behaviour.service());
    this.mesos = new MesosModel(simulation, faults, settings, workload);
  }

  public SimulatedAgent agent(String hostname, String cpus, String mem) {
    return mesos.startAgent(spec(hostname, 5051, cpus, mem));
  }

  public static AgentSpec spec(String hostname, int port, String cpus, String mem) {
    return new AgentSpec(
        hostname,
        "127.0.0.1",
        port,
        List.of(
            Resource.scalar("cpus", cpus),
            Resource.scalar("mem", mem),
            Resource.scalar("disk", "8192"),
            Resource.ports(31000, 32000)),
        List.of(Attribute.text("pool", "default")),
        null,
        null,
        false);
  }

  public void run(Duration stretch) {
    simulation.advance(stretch);
  }

  public void seconds(double seconds) {
    run(Duration.ofMillis((long) (seconds * 1000)));
  }

  public static Behaviour stubborn() {
    Behaviour calm = Behaviour.service();
    return new Behaviour(
        calm.fetch(), calm.start(), null, 0, null, true, calm.stopsAfter(), null, null);
  }

  public static Behaviour job(Duration runsFor, int exitCode) {
    Behaviour calm = Behaviour.service();
    return new Behaviour(
        calm.fetch(), calm.start(), runsFor, exitCode, null, false, calm.stopsAfter(), null, null);
  }
}

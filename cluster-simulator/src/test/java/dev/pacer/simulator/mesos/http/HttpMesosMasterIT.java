package dev.pacer.simulator.mesos.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.Limits;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.mesos.AgentAddress;
import dev.pacer.cluster.mesos.AgentId;
import dev.pacer.cluster.mesos.AgentReport;
import dev.pacer.cluster.mesos.CallOutcome;
import dev.pacer.cluster.mesos.HttpMesosAgents;
import dev.pacer.cluster.mesos.HttpMesosMaster;
import dev.pacer.cluster.mesos.Masters;
import dev.pacer.cluster.mesos.MesosAgents;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.cluster.time.SystemWatchdog;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.mesos.MesosSettings;
import dev.pacer.simulator.mesos.MesosWorld;
import dev.pacer.simulator.mesos.port.SimulatedMesosAgents;
import dev.pacer.simulator.mesos.port.SimulatedMesosMaster;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real client against the simulator's real sockets. */
class HttpMesosMasterIT implements MasterPortContract {

  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(2), 2_000_000);

  private final ServedMesos served =
      ServedMesos.onItsPorts(
          2, addresses -> new MesosWorld(quick(MesosWorld.CAPTURED).withMasters(addresses)));
  private final SystemWatchdog watchdog = new SystemWatchdog();
  private final HttpTransport transport = new HttpTransport(TransportSettings.ORDINARY, watchdog);
  private final MesosMaster master =
      new HttpMesosMaster(
          Masters.at(List.of(served.master(0), served.master(1))),
          this::peer,
          () -> served.turn.take(() -> served.world.simulation.instant()),
          LIMITS);

  /** A new leader after exactly eight seconds. */
  static MesosSettings quick(MesosSettings settings) {
    return settings.withElections(
        new MesosSettings.Elections(
            Duration.ofSeconds(8),
            Duration.ofSeconds(8),
            Duration.ofMillis(50),
            Duration.ofMillis(14200),
            Duration.ofSeconds(1),
            null));
  }

  private HttpPeer peer(PeerAddress address) {
    return new HttpPeer(
        address,
        transport,
        Credentials.none(),
        RetryPolicy.NONE,
        () -> Instant.EPOCH,
        time -> {},
        new SplittableRandom(1));
  }

  @Override
  public MesosMaster master() {
    return master;
  }

  @Override
  public MesosWorld world() {
    return served.world;
  }

  @Override
  public void act(Runnable action) {
    served.act(action);
  }

  @AfterEach
  void close() throws IOException {
    transport.close();
    watchdog.close();
    served.close();
  }

  /** Both faces of one world say the same; times over the wire are only as precise as a double. */
  @Test
  void theWireSaysWhatThePortSays() {
    served.act(
        () -> {
          served.world.mesos.startAgent(CapturedLoad.agent2(false));
          served.world.mesos.startAgent(CapturedLoad.agent3(false));
          served.world.seconds(2);
          var group = CapturedLoad.join(served.world, CapturedLoad.oneShot("*"));
          served.world.seconds(1);
          CapturedLoad.launchGroup(group, "agent3.test", "g1", "g2");
          served.world.seconds(3);
        });
    MesosState wire = master.state();
    MesosState port = new SimulatedMesosMaster(served.world.mesos).state();

    assertThat(wire)
        .usingRecursiveComparison()
        .withComparatorForType(
            (a, b) -> Math.abs(Duration.between(a, b).toMillis()) <= 1 ? 0 : a.compareTo(b),
            Instant.class)
        .isEqualTo(port);
    assertThat(master.roles()).isEqualTo(new SimulatedMesosMaster(served.world.mesos).roles());
  }

  @Test
  void anAnswerIsHeldBackForAsLongAsTheRuleSays() throws Exception {
    served.act(
        () ->
            served.world.faults.add(
                FaultRules.Rule.once(
                    "slow",
                    call -> call.operation().equals("/slaves"),
                    0,
                    new Fault.Delay(Duration.ofSeconds(30)))));
    CompletableFuture<Comparing.Actual> answer =
        CompletableFuture.supplyAsync(() -> served.get(0, "/slaves"));
    while (served.turn.take(() -> served.world.simulation.nextEventAt().isEmpty())) {
      Thread.onSpinWait();
    }
    served.seconds(29);
    assertThat(answer).isNotDone();
    served.seconds(2);
    assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
  }

  @Test
  void aRuleForOneAgentHitsOnlyCallsAboutIt() {
    served.act(
        () -> {
          served.world.agent("agent1.test", "4", "4096");
          served.world.seconds(1);
          served.world.faults.add(
              FaultRules.Rule.always(
                  "S0", call -> call.subject().endsWith("-S0"), new Fault.Partition()));
        });
    String id = served.world.mesos.agents().get(0).id();
    assertThat(master.deactivate(new AgentId(id)).accepted()).isFalse();
    assertThat(master.deactivate(new AgentId("x-S1")).result())
        .isEqualTo(CallOutcome.Result.UNKNOWN_AGENT);
    assertThat(master.agents().registered()).hasSize(1);
  }

  @Test
  void agentsTellOverTheWireWhatTheyTellInProcess() {
    var agent = served.startServedAgent("agent1.test");
    served.seconds(1);
    served.act(
        () -> {
          var svc = CapturedLoad.join(served.world, CapturedLoad.service("svc", "*"));
          CapturedLoad.launch(
              svc,
              "agent1.test",
              CapturedLoad.task("svc-1", "*", null, "cpus", "0.5", "mem", "64"));
          served.world.seconds(20);
        });
    AgentAddress address =
        new AgentAddress(
            "agent1.test", agent.spec().port(), "slave(1)@127.0.0.1:" + agent.spec().port());
    MesosAgents wire = new HttpMesosAgents(this::peer, false, LIMITS);
    MesosAgents port = new SimulatedMesosAgents(served.world.mesos);

    AgentReport told = wire.report(address);
    AgentReport said = port.report(address);
    assertThat(told.id()).isEqualTo(said.id());
    assertThat(told.commandExecutorsObeyGrace()).isEqualTo(said.commandExecutorsObeyGrace());
    assertThat(told.executors().get(0).tasks()).isEqualTo(said.executors().get(0).tasks());
    assertThat(wire.statistics(address).get(0).cpuMilli())
        .isEqualTo(port.statistics(address).get(0).cpuMilli())
        .isEqualTo(600);
    assertThat(wire.statistics(address).get(0).memoryLimitBytes())
        .isEqualTo(port.statistics(address).get(0).memoryLimitBytes());
  }
}

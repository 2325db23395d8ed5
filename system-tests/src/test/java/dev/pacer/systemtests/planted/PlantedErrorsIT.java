package dev.pacer.systemtests.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.LifecycleState;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.mesos.AgentCounts;
import dev.pacer.cluster.mesos.AgentList;
import dev.pacer.cluster.mesos.MasterStanding;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.cluster.mesos.TaskList;
import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.port.SimulatedAutoScaling;
import dev.pacer.simulator.mesos.port.SimulatedMesosMaster;
import dev.pacer.simulator.world.World;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.InProcess;
import dev.pacer.systemtests.cluster.ServedCluster;
import dev.pacer.systemtests.cluster.VirtualAwaiting;
import dev.pacer.systemtests.contract.AutoScalingContract;
import dev.pacer.systemtests.contract.FailoverContract;
import dev.pacer.systemtests.contract.MarathonClientContract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Errors put into the system between its parts, and the one check that finds each. The same checks
 * find nothing while the error is not there.
 */
class PlantedErrorsIT {

  // --- on Marathon's wire

  /** Marathon's contract through a proxy. */
  static final class MarathonThroughProxy implements MarathonClientContract {
    private static MarathonClient marathon;
    private static Awaiting awaiting;

    @Override
    public MarathonClient marathon() {
      return marathon;
    }

    @Override
    public Awaiting awaiting() {
      return awaiting;
    }

    static ContractRun with(TamperingProxy.Tampering tampering) {
      try (ServedCluster cluster = ServedCluster.start(MarathonClientContract.scenario(), 20);
          TamperingProxy proxy = new TamperingProxy(cluster.endpoints().marathon(), tampering)) {
        marathon = cluster.clients().marathon(List.of(proxy.url()));
        awaiting = cluster.awaiting();
        return ContractRun.of(MarathonThroughProxy.class);
      }
    }
  }

  private static Reply replaced(Reply reply, String text, String by) {
    byte[] body = reply.text().replace(text, by).getBytes(StandardCharsets.UTF_8);
    Reply changed =
        Reply.of(reply.status(), reply.headers().first("Content-Type").orElseThrow(), body);
    for (var field : reply.headers().fields()) {
      changed = changed.with(field.name(), field.value());
    }
    return changed;
  }

  @Test
  void withoutAnErrorMarathonsContractHolds() {
    ContractRun sound = MarathonThroughProxy.with(TamperingProxy.Tampering.none());
    assertThat(sound.findings()).as(sound.toString()).isEmpty();
  }

  @Test
  void aFieldRenamedOnTheWireIsFoundByTheCheckOfWhatATaskSays() {
    ContractRun planted =
        MarathonThroughProxy.with(
            (request, reply) -> replaced(reply, "\"startedAt\"", "\"started_at\""));
    assertThat(planted.findings())
        .as(planted.toString())
        .containsExactly("aCreatedAppRunsAndItsCountsAgreeWithItsTasks");
  }

  @Test
  void aWrongStatusIsFoundByTheCheckOfASecondCreation() {
    ContractRun planted =
        MarathonThroughProxy.with(
            (request, reply) ->
                request.method().equals("POST")
                        && request.rawPath().equals("/v2/apps")
                        && reply.status() == 409
                    ? reply.withStatus(400)
                    : reply);
    assertThat(planted.findings())
        .as(planted.toString())
        .containsExactly("anAppThatExistsCannotBeCreatedAgain");
  }

  // --- on AWS's wire

  /** Auto Scaling's contract through a proxy. */
  static final class AutoScalingThroughProxy implements AutoScalingContract {
    private static AutoScaling autoScaling;
    private static Awaiting awaiting;

    @Override
    public AutoScaling autoScaling() {
      return autoScaling;
    }

    @Override
    public Awaiting awaiting() {
      return awaiting;
    }

    static ContractRun with(TamperingProxy.Tampering tampering) {
      try (ServedCluster cluster = ServedCluster.start(AutoScalingContract.scenario(), 100);
          TamperingProxy proxy = new TamperingProxy(cluster.endpoints().aws(), tampering)) {
        autoScaling = cluster.clients().autoScaling(proxy.url());
        awaiting = cluster.awaiting();
        return ContractRun.of(AutoScalingThroughProxy.class);
      }
    }
  }

  @Test
  void withoutAnErrorAutoScalingsContractHolds() {
    ContractRun sound = AutoScalingThroughProxy.with(TamperingProxy.Tampering.none());
    assertThat(sound.findings()).as(sound.toString()).isEmpty();
  }

  private static String nextToken(String xml) {
    String end = "</NextToken>";
    return xml.substring(xml.indexOf("<NextToken>"), xml.indexOf(end) + end.length());
  }

  @Test
  void aPageThatIsDroppedIsFoundByTheCheckOfALongHistory() {
    ContractRun planted =
        AutoScalingThroughProxy.with(
            (request, reply) -> {
              String text = reply.text();
              boolean fullPage = text.split("<ActivityId>", -1).length == 101;
              return fullPage && text.contains("<NextToken>")
                  ? replaced(reply, nextToken(text), "")
                  : reply;
            });
    assertThat(planted.findings())
        .as(planted.toString())
        .containsExactly("aHistoryOfSeveralPagesIsReadToItsEnd");
  }

  // --- in a port

  /** Auto Scaling's contract in-process, with what it answers changed. */
  static final class AutoScalingInProcess implements AutoScalingContract {
    private static UnaryOperator<AutoScaling> change = UnaryOperator.identity();

    private final World world = InProcess.world(AutoScalingContract.scenario());
    private final AutoScaling autoScaling =
        change.apply(new SimulatedAutoScaling(world.aws(), InProcess.CREDENTIALS));

    @Override
    public AutoScaling autoScaling() {
      return autoScaling;
    }

    @Override
    public Awaiting awaiting() {
      return new VirtualAwaiting(world.simulation());
    }

    static ContractRun with(UnaryOperator<AutoScaling> planted) {
      change = planted;
      return ContractRun.of(AutoScalingInProcess.class);
    }
  }

  /** The groups without their instances on the way out. */
  private static Object withoutTerminating(Object groups) {
    return ((List<?>) groups)
        .stream()
            .map(AutoScalingGroup.class::cast)
            .map(
                group ->
                    new AutoScalingGroup(
                        group.description(),
                        group.instances().stream()
                            .filter(one -> !one.state().equals(LifecycleState.TERMINATING))
                            .toList()))
            .toList();
  }

  @Test
  void aSkippedLifecycleStateIsFoundByTheCheckOfATermination() {
    assertThat(AutoScalingInProcess.with(UnaryOperator.identity()).findings()).isEmpty();

    ContractRun planted =
        AutoScalingInProcess.with(
            port ->
                Changed.answers(
                    AutoScaling.class, port, "groups", PlantedErrorsIT::withoutTerminating));
    assertThat(planted.findings())
        .as(planted.toString())
        .containsExactly("terminatingWithDecrementTakesOneInstanceAndOneUnitForGood");
  }

  /** The failover's contract in-process, with what the master answers changed. */
  static final class FailoverInProcess implements FailoverContract {
    private static UnaryOperator<MesosMaster> change = UnaryOperator.identity();

    private final World world = InProcess.world(FailoverContract.scenario());
    private final MesosMaster mesos = change.apply(new SimulatedMesosMaster(world.mesos()));

    @Override
    public MesosMaster mesos() {
      return mesos;
    }

    @Override
    public Awaiting awaiting() {
      return new VirtualAwaiting(world.simulation());
    }

    @Override
    public void killLeader() {
      world.mesos().failOver();
    }

    static ContractRun with(UnaryOperator<MesosMaster> planted) {
      change = planted;
      return ContractRun.of(FailoverInProcess.class);
    }
  }

  /**
   * A master whose old endpoints are believed: right after an election they list nothing, and count
   * nothing (mesos.md 8.3). The term of office is not looked at.
   */
  private static MesosMaster believingEmptyLists(MesosMaster sound) {
    MesosState[] first = {null};
    return Changed.calls(
        MesosMaster.class,
        sound,
        "state",
        arguments -> {
          try {
            MesosState state = sound.state();
            if (first[0] == null) {
              first[0] = state;
            }
            return state.agents().registered().size() == 3 ? state : empty(state);
          } catch (PeerException e) {
            return empty(first[0]);
          }
        });
  }

  private static MesosState empty(MesosState state) {
    MasterStanding told = state.master();
    MasterStanding settled =
        new MasterStanding(
            told.id(), told.pid(), told.pid(), told.version(), Instant.EPOCH, Instant.EPOCH);
    return new MesosState(
        state.readAt(),
        new MesosState.Office(settled, settled),
        new AgentCounts(0, 0, 0),
        new AgentList(List.of(), List.of()),
        new TaskList(List.of(), List.of(), List.of(), List.of()),
        state.frameworks(),
        List.of());
  }

  @Test
  void anEmptyListBelievedAfterAFailoverIsFoundByTheCheckOfReadings() {
    assertThat(FailoverInProcess.with(UnaryOperator.identity()).findings()).isEmpty();

    ContractRun planted = FailoverInProcess.with(PlantedErrorsIT::believingEmptyLists);
    assertThat(planted.findings())
        .as(planted.toString())
        .containsExactly("noReadingAfterAFailoverPassesForASmallerCluster");
    assertThat(planted.toString()).contains("without a doubt, only []");
  }
}

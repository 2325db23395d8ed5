package dev.pacer.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.AgentId;
import dev.pacer.cluster.mesos.Doubt;
import dev.pacer.cluster.mesos.MasterStanding;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.Scenarios;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds of {@link MesosMaster} when the leading master dies. */
public interface FailoverContract {

  /** Long enough for the next leader to be elected and every agent to be back. */
  Duration LONG_ENOUGH = Duration.ofMinutes(5);

  MesosMaster mesos();

  Awaiting awaiting();

  /** Kills the leading master's process. */
  void killLeader();

  /** Two masters, three agents. */
  static Scenario scenario() {
    return Scenarios.of(
        2,
        1,
        List.of(),
        List.of(
            Scenarios.agent("one.test", 1),
            Scenarios.agent("two.test", 2),
            Scenarios.agent("three.test", 3)));
  }

  private static Set<AgentId> ids(MesosState state) {
    return state.agents().registered().stream().map(Agent::id).collect(Collectors.toSet());
  }

  @Test
  default void noReadingAfterAFailoverPassesForASmallerCluster() {
    MesosState before = mesos().state();
    Set<AgentId> all = ids(before);
    assertThat(all).hasSize(3);
    List<String> believed = new ArrayList<>();
    List<String> doubted = new ArrayList<>();

    killLeader();
    MesosState after =
        awaiting()
            .until(
                "another master leads and all agents are back",
                LONG_ENOUGH,
                () -> {
                  try {
                    MesosState state = mesos().state();
                    Duration returnTime = mesos().flags().reregisterTimeout();
                    List<Doubt> doubts = state.doubts(returnTime);
                    doubts.forEach(doubt -> doubted.add(doubt.text()));
                    if (doubts.isEmpty() && !ids(state).equals(all)) {
                      believed.add("without a doubt, only " + ids(state));
                    }
                    return state;
                  } catch (PeerException notKnown) {
                    assertThat(notKnown.mayHaveBeenDone()).isFalse();
                    doubted.add(notKnown.getMessage());
                    return before;
                  }
                },
                state ->
                    !state.master().sameTermAs(before.master())
                        && ids(state).equals(all)
                        && state.agents().recovered().isEmpty());

    assertThat(believed).isEmpty();
    assertThat(doubted).as("the failover was noticed").isNotEmpty();
    MasterStanding leader = after.master();
    assertThat(leader.pid()).isNotEqualTo(before.master().pid());
    assertThat(leader.leading()).isTrue();
  }
}

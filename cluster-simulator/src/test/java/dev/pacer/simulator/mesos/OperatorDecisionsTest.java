package dev.pacer.simulator.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.offer.Offer.Unavailability;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of mesos.md 6.2, a cell a row: situation, call, status, text. */
class OperatorDecisionsTest {

  private final MesosWorld world = new MesosWorld();
  private final SimulatedAgent agent = world.agent("agent3.test", "4", "4096");
  private String id = "";

  OperatorDecisionsTest() {
    world.behaviours.put("svc-1", MesosWorld.stubborn());
    world.seconds(1);
    id = agent.id();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "active       | DEACTIVATE | 200 | ''",
        "active       | REACTIVATE | 400 | Agent is not deactivated",
        "active       | DRAIN      | 200 | ''",
        "active       | MARK_GONE  | 200 | ''",
        "deactivated  | DEACTIVATE | 200 | ''",
        "deactivated  | REACTIVATE | 200 | ''",
        "deactivated  | DRAIN      | 200 | ''",
        "deactivated  | MARK_GONE  | 200 | ''",
        "draining     | DEACTIVATE | 200 | ''",
        "draining     | REACTIVATE | 400 | Agent is still in the DRAINING state",
        "draining     | DRAIN      | 200 | ''",
        "draining     | MARK_GONE  | 200 | ''",
        "drained      | DEACTIVATE | 200 | ''",
        "drained      | REACTIVATE | 200 | ''",
        "drained      | DRAIN      | 200 | ''",
        "drained      | MARK_GONE  | 200 | ''",
        "scheduled    | DEACTIVATE | 200 | ''",
        "scheduled    | DRAIN      | 400 | Agent ID is part of a maintenance schedule under"
            + " Machine agent3.test (127.0.0.1)",
        "scheduled    | MARK_GONE  | 200 | ''",
        "unreachable  | DEACTIVATE | 200 | ''",
        "unreachable  | REACTIVATE | 400 | Agent is not deactivated",
        "unreachable  | DRAIN      | 200 | ''",
        "unreachable  | MARK_GONE  | 200 | ''",
        "awayDeactivated | REACTIVATE | 409 | Agent removed while processing the call",
        "recovered    | DEACTIVATE | 200 | ''",
        "recovered    | REACTIVATE | 400 | Agent is not deactivated",
        "recovered    | DRAIN      | 200 | ''",
        "recovered    | MARK_GONE  | 200 | ''",
        "gone         | DEACTIVATE | 400 | Unknown agent",
        "gone         | REACTIVATE | 400 | Agent is not deactivated",
        "gone         | DRAIN      | 400 | Unknown agent",
        "gone         | MARK_GONE  | 200 | ''",
        "unknown      | DEACTIVATE | 400 | Unknown agent",
        "unknown      | REACTIVATE | 400 | Agent is not deactivated",
        "unknown      | DRAIN      | 400 | Unknown agent",
        "unknown      | MARK_GONE  | 404 | Agent 'ID' not found"
      })
  void theAnswerIsThatOfTheTable(String situation, String call, int status, String text) {
    bring(situation);

    assertThat(call(call)).isEqualTo(new Answer(status, text.replace("ID", id)));
  }

  private void bring(String situation) {
    OperatorDesk desk = world.mesos.operatorDesk();
    switch (situation) {
      case "deactivated" -> desk.deactivate(id);
      case "draining" -> {
        run();
        desk.drain(id, null, false);
        world.seconds(1);
      }
      case "drained" -> {
        desk.drain(id, null, false);
        world.seconds(1);
      }
      case "scheduled" ->
          world
              .mesos
              .maintenance()
              .update(
                  List.of(
                      new Window(
                          List.of(new MachineId("agent3.test", "127.0.0.1")),
                          new Unavailability(MesosWorld.START, null))));
      case "unreachable", "awayDeactivated" -> {
        agent.loseMachine();
        world.seconds(25);
        if (situation.equals("awayDeactivated")) {
          desk.deactivate(id);
        }
      }
      case "recovered" -> {
        agent.loseMachine();
        world.mesos.failOver();
        world.seconds(14);
      }
      case "gone" -> desk.markGone(id);
      case "unknown" -> id = "nobody-S9";
      default -> assertThat(situation).isEqualTo("active");
    }
  }

  private void run() {
    RecordingScheduler svc =
        new RecordingScheduler().join(world.mesos, RecordingScheduler.spec("svc", true, true));
    world.seconds(1);
    svc.launch("agent3.test", RecordingScheduler.task("svc-1", "1", "64"));
    world.seconds(1);
  }

  private Answer call(String call) {
    OperatorDesk desk = world.mesos.operatorDesk();
    return switch (call) {
      case "DEACTIVATE" -> desk.deactivate(id);
      case "REACTIVATE" -> desk.reactivate(id);
      case "DRAIN" -> desk.drain(id, null, false);
      default -> desk.markGone(id);
    };
  }

  @Test
  void theFailedReactivationOfAnAwayAgentIsDoneAllTheSame() {
    bring("awayDeactivated");
    assertThat(world.mesos.operatorDesk().reactivate(id).status()).isEqualTo(409);
    agent.start();
    world.seconds(1);
    assertThat(world.mesos.state().agents().get(0).active()).isTrue();
  }

  @Test
  void whatIsSetOnAnAwayAgentTakesEffectOnItsReturn() {
    bring("unreachable");
    world.mesos.operatorDesk().drain(id, null, false);
    assertThat(world.mesos.state().agents()).isEmpty();
    agent.start();
    world.seconds(2);
    AgentView view = world.mesos.state().agents().get(0);
    assertThat(view.deactivated()).isTrue();
    assertThat(view.drain()).isNotNull().extracting(DrainInfo::drained).isEqualTo(true);
  }

  @Test
  void deactivationAndDrainOutliveALeaderChange() {
    world.mesos.operatorDesk().drain(id, null, false);
    world.seconds(1);
    world.mesos.failOver();
    world.seconds(15);
    AgentView view = world.mesos.state().agents().get(0);
    assertThat(view.active()).isFalse();
    assertThat(view.drain()).isNotNull();
  }
}

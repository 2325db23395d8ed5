package dev.pacer.cluster.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MesosStateTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration RETURN = Duration.ofMinutes(10);

  private static MasterStanding master(String id, String leader, Duration inOffice) {
    return new MasterStanding(
        id, "master@10.0.0.1:5050", leader, "1.11.0", NOW.minus(inOffice), NOW.minus(inOffice));
  }

  private static Agent agent(String id) {
    return new Agent(
        new AgentId(id),
        new AgentAddress(id, 5051, "slave(1)@10.0.0.2:5051"),
        List.of(),
        new AgentResources(Resources.NONE, Resources.NONE, Resources.NONE),
        new AgentStatus(true, false, null, null, null),
        new AgentSoftware("1.11.0", Set.of()),
        null);
  }

  private static List<Doubt.Kind> doubts(
      MasterStanding before,
      MasterStanding after,
      AgentCounts counts,
      List<Agent> registered,
      List<RecoveredAgent> recovered) {
    return new MesosState(
            NOW,
            new MesosState.Office(before, after),
            counts,
            new AgentList(registered, recovered),
            new TaskList(List.of(), List.of(), List.of(), List.of()),
            new FrameworkList(List.of(), List.of()),
            List.of())
        .doubts(RETURN).stream().map(Doubt::kind).toList();
  }

  private static final MasterStanding SETTLED =
      master("a", "master@10.0.0.1:5050", Duration.ofHours(1));
  private static final MasterStanding YOUNG =
      master("a", "master@10.0.0.1:5050", Duration.ofSeconds(2));

  @Test
  void aSettledLeadersWholeListIsNotDoubted() {
    assertThat(doubts(SETTLED, SETTLED, new AgentCounts(1, 0, 0), List.of(agent("x")), List.of()))
        .isEmpty();
  }

  @Test
  void anEmptyClusterIsBelievedOnlyOfALeaderThatAgentsHadTimeToReturnTo() {
    AgentCounts none = new AgentCounts(0, 0, 0);
    assertThat(doubts(YOUNG, YOUNG, none, List.of(), List.of()))
        .containsExactly(Doubt.Kind.EMPTY_AFTER_ELECTION);
    assertThat(doubts(SETTLED, SETTLED, none, List.of(), List.of())).isEmpty();
  }

  @Test
  void unreachableAndRecoveringAgentsAreMissed() {
    RecoveredAgent away =
        new RecoveredAgent(new AgentId("y"), "y", 5051, List.of(), Resources.NONE, null);
    assertThat(doubts(YOUNG, YOUNG, new AgentCounts(1, 0, 2), List.of(agent("x")), List.of(away)))
        .containsExactly(Doubt.Kind.AGENTS_RECOVERING, Doubt.Kind.AGENTS_UNREACHABLE);
  }

  @Test
  void aListShorterThanTheLeadersCountIsDoubted() {
    assertThat(doubts(SETTLED, SETTLED, new AgentCounts(1, 1, 0), List.of(agent("x")), List.of()))
        .containsExactly(Doubt.Kind.COUNTS_DISAGREE);
  }

  @Test
  void aMasterThatDoesNotLeadOrHasJustTakenOverIsDoubted() {
    MasterStanding standby = master("a", "master@10.0.0.9:5050", Duration.ofHours(1));
    MasterStanding other = master("b", "master@10.0.0.1:5050", Duration.ofHours(1));
    AgentCounts one = new AgentCounts(1, 0, 0);
    assertThat(doubts(standby, standby, one, List.of(agent("x")), List.of()))
        .containsExactly(Doubt.Kind.NOT_LEADING);
    assertThat(doubts(SETTLED, other, one, List.of(agent("x")), List.of()))
        .containsExactly(Doubt.Kind.LEADER_CHANGED);
  }
}

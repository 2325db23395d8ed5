package dev.pacer.registryauth.fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.DeploymentId;
import dev.pacer.cluster.marathon.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetDeciderTest {

  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
  private static final FleetPolicy POLICY = FleetPolicy.usual(new AppId("/pacer/registry-auth"));
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Instant now = START;
  private Set<String> agents = Set.of("a", "b", "c");
  private Set<String> leaving = Set.of();
  private Optional<String> doubt = Optional.empty();
  private int instances = 3;
  private int queued;
  private final List<FleetFacts.Place> places = new ArrayList<>();
  private Optional<FleetFacts.Lock> lock = Optional.empty();
  private List<String> faults = List.of();
  private FleetMemory memory = FleetMemory.none();

  FleetDeciderTest() {
    running("a", "b", "c");
  }

  private static TaskId task(String host) {
    return new TaskId("pacer.instance-" + host + "._app.1");
  }

  private void running(String... hosts) {
    places.clear();
    for (String host : hosts) {
      places.add(new FleetFacts.Place(task(host), host, true, where(host), false));
    }
  }

  private FleetFacts.Where where(String host) {
    if (leaving.contains(host)) {
      return FleetFacts.Where.LEAVING;
    }
    return agents.contains(host) ? FleetFacts.Where.ACTIVE : FleetFacts.Where.NOWHERE;
  }

  private FleetPlan decide() {
    places.replaceAll(
        p -> new FleetFacts.Place(p.task(), p.host(), p.working(), where(p.host()), p.dying()));
    FleetPlan plan =
        FleetDecider.decide(
            new FleetFacts(
                now,
                agents,
                doubt,
                Optional.of(
                    new FleetFacts.AppFacts(instances, queued, places, lock, faults, List.of()))),
            memory,
            POLICY);
    memory = plan.memory();
    return plan;
  }

  private FleetPlan decideAfter(Duration time) {
    now = now.plus(time);
    return decide();
  }

  @Test
  void aCoveredFleetIsLeftAlone() {
    FleetPlan plan = decide();
    assertThat(plan.step()).isEmpty();
    assertThat(plan.notes()).isEmpty();
    assertThat(plan.coverage()).isEqualTo(new FleetFacts.Coverage(3, List.of()));
  }

  @Test
  void aNewAgentGetsAnInstanceAtOnce() {
    agents = Set.of("a", "b", "c", "d", "e");
    FleetPlan plan = decide();
    assertThat(plan.step())
        .hasValueSatisfying(
            step -> {
              assertThat(step).isInstanceOf(FleetStep.Raise.class);
              assertThat(((FleetStep.Raise) step).from()).isEqualTo(3);
              assertThat(((FleetStep.Raise) step).to()).isEqualTo(5);
              assertThat(step.reason()).contains("d, e");
            });
    assertThat(plan.coverage().uncovered()).containsExactly("d", "e");
  }

  @Test
  void changesAreAtLeastAMinuteApart() {
    agents = Set.of("a", "b", "c", "d");
    assertThat(decide().step()).isPresent();
    instances = 4;
    agents = Set.of("a", "b", "c", "d", "e");
    assertThat(decideAfter(Duration.ofSeconds(59)).step()).isEmpty();
    assertThat(decideAfter(Duration.ofSeconds(1)).step()).isPresent();
  }

  @Test
  void anInstanceThatWaitsCoversTheNextAgent() {
    instances = 4;
    queued = 1;
    agents = Set.of("a", "b", "c", "d");
    assertThat(decide().step()).isEmpty();
  }

  @Test
  void anInstanceTooManyThatWaitsIsNeverTakenBackByTheNumber() {
    instances = 5;
    queued = 2;
    FleetPlan plan = decide();
    assertThat(plan.step()).isEmpty();
    assertThat(plan.notes()).singleElement().asString().contains("2 instances wait");
    assertThat(decideAfter(Duration.ofDays(1)).step()).isEmpty();
  }

  @Test
  void theInstanceOfALostAgentIsNamedAfterAMinute() {
    agents = Set.of("a", "b");
    assertThat(decide().step()).isEmpty();
    assertThat(decideAfter(Duration.ofSeconds(59)).step()).isEmpty();
    assertThat(decideAfter(Duration.ofSeconds(1)).step())
        .contains(new FleetStep.Release(List.of(task("c")), 2, "their agents are gone: c"));
  }

  @Test
  void anAgentThatComesBackInTimeKeepsItsInstance() {
    agents = Set.of("a", "b");
    decide();
    agents = Set.of("a", "b", "c");
    decideAfter(Duration.ofSeconds(30));
    agents = Set.of("a", "b");
    assertThat(decideAfter(Duration.ofSeconds(50)).step()).isEmpty();
  }

  @Test
  void anAgentBeingDrainedIsLeftToWhoeverDrains() {
    agents = Set.of("a", "b");
    leaving = Set.of("c");
    decide();
    FleetPlan plan = decideAfter(Duration.ofHours(1));
    assertThat(plan.step()).isEmpty();
    assertThat(plan.coverage().agents()).isEqualTo(2);
    leaving = Set.of();
    decideAfter(MINUTE);
    assertThat(decideAfter(MINUTE).step()).isPresent();
  }

  @Test
  void nothingIsLetGoWhenMoreThanHalfOfTheAgentsAreGoneUntilThatHasLasted() {
    decide();
    agents = Set.of("a");
    decideAfter(MINUTE);
    FleetPlan plan = decideAfter(Duration.ofMinutes(5));
    assertThat(plan.step()).isEmpty();
    assertThat(plan.notes()).singleElement().asString().contains("1 agents of 3 are left");
    assertThat(decideAfter(Duration.ofMinutes(5)).step()).isPresent();
  }

  @Test
  void nothingIsDoneWithoutAgentsOrInDoubt() {
    agents = Set.of();
    assertThat(decide().step()).isEmpty();
    assertThat(decideAfter(Duration.ofHours(1)).step()).isEmpty();
    agents = Set.of("a", "d");
    doubt = Optional.of("the leader changed");
    FleetPlan plan = decideAfter(Duration.ofHours(1));
    assertThat(plan.step()).isEmpty();
    assertThat(plan.notes()).containsExactly("nothing is changed: the leader changed");
  }

  @Test
  void aDoubtfulReadingDoesNotStartTheClockOfALostAgent() {
    doubt = Optional.of("the leader changed");
    agents = Set.of("a", "b");
    decide();
    doubt = Optional.empty();
    assertThat(decideAfter(MINUTE).step()).isEmpty();
    assertThat(decideAfter(MINUTE).step()).isPresent();
  }

  @Test
  void anInstanceThatWasLetGoAndIsListedStillIsNotNamedAgain() {
    agents = Set.of("a", "b");
    decide();
    decideAfter(MINUTE);
    instances = 2;
    assertThat(decideAfter(Duration.ofHours(1)).step()).isEmpty();
    // Nor after a restart, which forgets; nor beside one that waits.
    memory = FleetMemory.none();
    decideAfter(MINUTE);
    assertThat(decideAfter(MINUTE).step()).isEmpty();
    instances = 3;
    queued = 1;
    assertThat(decideAfter(MINUTE).step()).isEmpty();
  }

  @Test
  void aKillWhoseAnswerWasLostIsSentAgainWhenTheNumberDidNotFall() {
    agents = Set.of("a", "b");
    decide();
    assertThat(decideAfter(MINUTE).step()).isPresent();
    assertThat(decideAfter(MINUTE).step())
        .contains(new FleetStep.Release(List.of(task("c")), 2, "their agents are gone: c"));
  }

  @Test
  void theLastInstanceIsNeverLetGo() {
    instances = 1;
    running("z");
    agents = Set.of("a");
    decide();
    FleetPlan plan = decideAfter(Duration.ofHours(1));
    assertThat(plan.step())
        .hasValueSatisfying(step -> assertThat(step).isInstanceOf(FleetStep.Raise.class));
  }

  @Test
  void theNumberNeverExceedsItsCeiling() {
    agents = Set.of("a", "b", "c", "d", "e");
    FleetPlan plan =
        FleetDecider.decide(
            new FleetFacts(
                now,
                agents,
                doubt,
                Optional.of(new FleetFacts.AppFacts(3, 0, places, lock, List.of(), List.of()))),
            memory,
            new FleetPolicy(POLICY.app(), 4, MINUTE, MINUTE, MINUTE));
    assertThat(plan.step())
        .hasValueSatisfying(s -> assertThat(((FleetStep.Raise) s).to()).isEqualTo(4));
    assertThat(plan.notes()).singleElement().asString().contains("1 agents stay without");
  }

  @Test
  void aLockedAppIsWaitedForAndAStuckScaleIsAbandonedInTheEnd() {
    DeploymentId deployment = new DeploymentId("d-1");
    lock = Optional.of(new FleetFacts.Lock(deployment, true));
    agents = Set.of("a", "b");
    decide();
    FleetPlan waits = decideAfter(MINUTE);
    assertThat(waits.step()).isEmpty();
    assertThat(waits.notes()).singleElement().asString().contains("waits for deployment d-1");
    assertThat(decideAfter(Duration.ofMinutes(9)).step())
        .hasValueSatisfying(step -> assertThat(step).isInstanceOf(FleetStep.Unlock.class));
    lock = Optional.empty();
    assertThat(decideAfter(MINUTE).step())
        .hasValueSatisfying(step -> assertThat(step).isInstanceOf(FleetStep.Release.class));
  }

  @Test
  void somebodyElsesDeploymentIsNeverAbandoned() {
    lock = Optional.of(new FleetFacts.Lock(new DeploymentId("d-1"), false));
    agents = Set.of("a", "b", "c", "d");
    decide();
    assertThat(decideAfter(Duration.ofDays(1)).step()).isEmpty();
  }

  @Test
  void anAppWithoutUniqueIsNotTouched() {
    faults = List.of("/pacer/registry-auth lacks the constraint [\"hostname\",\"UNIQUE\"]");
    agents = Set.of("a", "b", "c", "d");
    FleetPlan plan = decide();
    assertThat(plan.step()).isEmpty();
    assertThat(plan.notes()).singleElement().asString().contains("UNIQUE");
  }

  @Test
  void aNumberThatIsNotWhatTheLastChangeShouldHaveMadeItIsTold() {
    agents = Set.of("a", "b");
    decide();
    decideAfter(MINUTE);
    running("a", "b");
    queued = 1;
    // The task ended by itself in between: nothing was subtracted, and one waits.
    FleetPlan plan = decideAfter(MINUTE);
    assertThat(plan.notes())
        .anySatisfy(note -> assertThat(note).contains("3 instances are wanted").contains("to 2"))
        .anySatisfy(note -> assertThat(note).contains("1 instances wait"));
    assertThat(plan.step()).isEmpty();
    // Somebody lowered it too: it is raised again.
    instances = 1;
    queued = 0;
    running("a");
    assertThat(decideAfter(MINUTE).step())
        .hasValueSatisfying(step -> assertThat(((FleetStep.Raise) step).to()).isEqualTo(2));
  }

  @Test
  void aTaskThatDoesNotWorkCoversNobodyAndKeepsItsPlace() {
    places.set(0, new FleetFacts.Place(task("a"), "a", false, FleetFacts.Where.ACTIVE, false));
    FleetPlan plan = decide();
    assertThat(plan.step()).isEmpty();
    assertThat(plan.coverage().uncovered()).containsExactly("a");
  }
}

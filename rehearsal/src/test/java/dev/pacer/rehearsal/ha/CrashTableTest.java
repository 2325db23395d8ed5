package dev.pacer.rehearsal.ha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.autoscaler.act.StepHook;
import dev.pacer.autoscaler.act.StepHook.Point;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.rehearsal.week.RehearsedAutoscaler;
import dev.pacer.rehearsal.week.Truth;
import dev.pacer.rehearsal.week.WeekRehearsal;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.scenario.BuiltIn;
import dev.pacer.simulator.world.World;
import dev.pacer.simulator.zookeeper.port.SimulatedEnsemble;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The crash table (5.2): the leader dies at a point, and another finds what it left and goes on.
 */
class CrashTableTest {

  private static final AppId DAILY = new AppId("/shop/daily");
  private static final Duration SESSION = Duration.ofSeconds(20);

  private final World world = WeekRehearsal.world(11);
  private final MarathonClient marathon = RehearsedAutoscaler.ports(world).marathon();
  private final Truth truth = Truth.watch(world, 10);
  private final SimulatedEnsemble ensemble = new SimulatedEnsemble(world.simulation(), SESSION);

  private RehearsedMember start(String name, StepHook hook) {
    return RehearsedMember.start(
        world, ensemble, name, WeekRehearsal.policy(), WeekRehearsal.CYCLE, hook);
  }

  private void pass(Duration time) {
    world.simulation().advance(time);
  }

  private int desired() {
    return world.aws().autoScaling().find(BuiltIn.GROUP).orElseThrow().now().capacity().desired();
  }

  private boolean runs() {
    return marathon
        .apps()
        .find(DAILY)
        .flatMap(app -> app.counts())
        .map(counts -> counts.running() == 1)
        .orElse(false);
  }

  private void post() {
    marathon
        .apps()
        .create(
            new Definition(
                """
                {"id": "/shop/daily", "cmd": "sleep 100000", "cpus": 1.5, "mem": 1024,
                 "instances": 1}\
                """),
            LockPolicy.RESPECT);
  }

  private long calls(String operation) {
    return world.simulation().log().entries().stream()
        .filter(e -> e.what().contains(operation))
        .count();
  }

  /** Someone buys and removes once, though the first leader dies where told. */
  private void boughtAndRemovedOnceThoughTheLeaderDies(Point point, String step) {
    RehearsedMember first = start("one", ProcessDeath.at(point, step));
    RehearsedMember second = start("two", StepHook.NONE);
    pass(Duration.ofMinutes(8));
    assertThat(first.leads()).isTrue();
    assertThat(second.leads()).isFalse();
    post();
    pass(Duration.ofMinutes(15));
    assertThat(runs()).isTrue();
    assertThat(truth.bought()).isEqualTo(1);
    marathon.apps().delete(DAILY, LockPolicy.RESPECT);
    pass(Duration.ofMinutes(50));
    assertThat(first.dead()).isTrue();
    assertThat(second.leads()).isTrue();
    assertThat(desired()).isEqualTo(3);
    assertThat(truth.bought()).isEqualTo(1);
    assertThat(truth.violations()).isEmpty();
    assertThat(world.mesos().agents().stream().filter(a -> a.registered()).count()).isEqualTo(3);
    assertThat(ensemble.connect("reader").list("intents")).isEmpty();
    assertThat(ensemble.connect("reader").list("agents")).isEmpty();
  }

  @Test
  void intentWrittenCallNotSentOfARaise() {
    boughtAndRemovedOnceThoughTheLeaderDies(Point.INTENT_WRITTEN, "raise desired");
  }

  @Test
  void callSentAnswerLostOfARaise() {
    boughtAndRemovedOnceThoughTheLeaderDies(Point.CALL_DONE, "raise desired");
  }

  @Test
  void answerWrittenOfARaise() {
    boughtAndRemovedOnceThoughTheLeaderDies(Point.ANSWER_WRITTEN, "raise desired");
  }

  @Test
  void removalWrittenAndDeactivateNotSent() {
    RehearsedMember first = start("one", StepHook.NONE);
    assertThat(first.dead()).isFalse();
    StepHook dies =
        (point, what) -> {
          if (point == Point.DRAINS_WRITTEN
              && !ensemble.connect("reader").list("agents").isEmpty()
              && calls("deactivate agent") == 0) {
            throw new ProcessDeath(point, what);
          }
        };
    first.die();
    RehearsedMember second = start("two", dies);
    RehearsedMember third = start("three", StepHook.NONE);
    pass(Duration.ofMinutes(8));
    post();
    pass(Duration.ofMinutes(15));
    marathon.apps().delete(DAILY, LockPolicy.RESPECT);
    pass(Duration.ofMinutes(60));
    assertThat(second.dead()).isTrue();
    assertThat(third.leads()).isTrue();
    assertThat(desired()).isEqualTo(3);
    assertThat(truth.violations()).isEmpty();
    assertThat(ensemble.connect("reader").list("agents")).isEmpty();
  }

  @Test
  void deactivateSentDrainStateNotAdvanced() {
    boughtAndRemovedOnceThoughTheLeaderDies(Point.CALL_DONE, "deactivate");
  }

  @Test
  void emptyBeforeTerminate() {
    boughtAndRemovedOnceThoughTheLeaderDies(Point.INTENT_WRITTEN, "terminate");
  }

  @Test
  void terminateSent() {
    boughtAndRemovedOnceThoughTheLeaderDies(Point.CALL_DONE, "terminate");
  }

  @Test
  void terminateAnswerWritten() {
    boughtAndRemovedOnceThoughTheLeaderDies(Point.ANSWER_WRITTEN, "terminate");
  }

  @Test
  void markAgentGoneSentAndTheRemovalNotForgotten() {
    boughtAndRemovedOnceThoughTheLeaderDies(Point.CALL_DONE, "mark agent");
  }

  /** The group shows the old number for a while after the call: nothing is sent again for it. */
  @Test
  void setDesiredSentGroupNotYetConsistent() {
    world
        .faults()
        .add(
            FaultRules.Rule.once(
                "lost",
                call -> call.operation().equals("SetDesiredCapacity"),
                0,
                new Fault.Drop(true)));
    boughtAndRemovedOnceThoughTheLeaderDies(Point.ANSWER_WRITTEN, "raise desired");
    assertThat(calls("raise desired")).isLessThanOrEqualTo(1);
  }

  @Test
  void h1ASuspendedLeaderSendsNothingAndGoesOnInTheSameEpochWhenItsNodeIsStillThere() {
    RehearsedMember first = start("one", StepHook.NONE);
    RehearsedMember second = start("two", StepHook.NONE);
    pass(Duration.ofMinutes(8));
    first.session().cut();
    post();
    pass(Duration.ofSeconds(15));
    assertThat(first.leads()).isFalse();
    first.session().heal();
    pass(Duration.ofSeconds(15));
    assertThat(first.leads()).isTrue();
    assertThat(second.leads()).isFalse();
    pass(Duration.ofMinutes(10));
    assertThat(runs()).isTrue();
    assertThat(truth.bought()).isEqualTo(1);
  }

  @Test
  void h3ANewLeaderWaitsForItsPredecessorsLastCallBeforeItActs() {
    RehearsedMember first = start("one", StepHook.NONE);
    RehearsedMember second = start("two", StepHook.NONE);
    pass(Duration.ofMinutes(8));
    first.die();
    post();
    pass(Duration.ofSeconds(75));
    assertThat(second.leads()).isFalse();
    assertThat(truth.bought()).isZero();
    pass(Duration.ofSeconds(45));
    assertThat(second.leads()).isTrue();
    pass(Duration.ofMinutes(6));
    assertThat(runs()).isTrue();
  }

  @Test
  void h4AStalledLeaderThatGoesOnChangesNothingAfterAnotherHasTakenOffice() {
    RehearsedMember first = start("one", StepHook.NONE);
    RehearsedMember second = start("two", StepHook.NONE);
    pass(Duration.ofMinutes(8));
    first.stall();
    post();
    pass(Duration.ofMinutes(10));
    assertThat(second.leads()).isTrue();
    first.goOn();
    pass(Duration.ofMinutes(10));
    assertThat(first.leads()).isFalse();
    assertThat(runs()).isTrue();
    assertThat(truth.bought()).isEqualTo(1);
    assertThat(truth.violations()).isEmpty();
  }

  @Test
  void whileZooKeeperIsAwayNothingIsDoneAndAfterwardsItIs() {
    RehearsedMember first = start("one", StepHook.NONE);
    start("two", StepHook.NONE);
    pass(Duration.ofMinutes(8));
    ensemble.goDown();
    post();
    pass(Duration.ofMinutes(10));
    assertThat(truth.bought()).isZero();
    assertThat(first.leads()).isFalse();
    ensemble.comeBack();
    pass(Duration.ofMinutes(10));
    assertThat(truth.bought()).isEqualTo(1);
    assertThat(runs()).isTrue();
  }
}

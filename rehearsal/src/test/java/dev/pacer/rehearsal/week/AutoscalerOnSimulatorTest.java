package dev.pacer.rehearsal.week;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.simulator.aws.autoscaling.Group;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.scenario.BuiltIn;
import dev.pacer.simulator.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The line through everything, on the simulator: what fits nowhere is bought for, and goes again.
 */
class AutoscalerOnSimulatorTest {

  private static final AppId DAILY = new AppId("/shop/daily");

  private final World world = WeekRehearsal.world(7);
  private final MarathonClient marathon = RehearsedAutoscaler.ports(world).marathon();
  private final Truth truth = Truth.watch(world, 10);

  AutoscalerOnSimulatorTest() {
    RehearsedAutoscaler.start(world, WeekRehearsal.policy(), WeekRehearsal.CYCLE);
    pass(Duration.ofMinutes(5));
  }

  private void pass(Duration time) {
    world.simulation().advance(time);
  }

  private void post() {
    WeekRehearsal.create(marathon, DAILY.path(), 1.5, 1024, 1);
  }

  private int desired() {
    Group group = world.aws().autoScaling().find(BuiltIn.GROUP).orElseThrow();
    return group.now().capacity().desired();
  }

  private int running(AppId app) {
    return marathon.apps().find(app).orElseThrow().counts().orElseThrow().running();
  }

  private long calls(String text) {
    return world.simulation().log().entries().stream()
        .filter(entry -> entry.source().equals("autoscaler") && entry.what().contains(text))
        .count();
  }

  private void hit(String operation, int skip, Fault fault) {
    world
        .faults()
        .add(
            FaultRules.Rule.once(
                operation, call -> call.operation().equals(operation), skip, fault));
  }

  @Test
  void anAppThatDoesNotFitBuysExactlyOneAgentRunsAndIsCleanedUpAfter() {
    assertThat(desired()).isEqualTo(3);
    post();
    pass(Duration.ofMinutes(5));
    assertThat(running(DAILY)).isEqualTo(1);
    assertThat(desired()).isEqualTo(4);
    marathon.apps().delete(DAILY, LockPolicy.RESPECT);
    pass(Duration.ofMinutes(9));
    assertThat(desired()).isEqualTo(4);
    pass(Duration.ofMinutes(10));
    assertThat(desired()).isEqualTo(3);
    assertThat(truth.bought()).isEqualTo(1);
    assertThat(world.mesos().agents().stream().filter(a -> a.registered()).count()).isEqualTo(3);
    assertThat(calls("mark agent")).isEqualTo(1);
    assertThat(truth.violations()).isEmpty();
  }

  @Test
  void aReplyLostAfterTheRaiseBuysNothingTwice() {
    hit("SetDesiredCapacity", 0, new Fault.Drop(true));
    post();
    pass(Duration.ofMinutes(10));
    assertThat(running(DAILY)).isEqualTo(1);
    assertThat(truth.bought()).isEqualTo(1);
    assertThat(calls("raise desired")).isEqualTo(1);
  }

  @Test
  void aRaiseThatNeverArrivedIsMadeUpFor() {
    hit("SetDesiredCapacity", 0, new Fault.Drop(false));
    post();
    pass(Duration.ofMinutes(10));
    assertThat(running(DAILY)).isEqualTo(1);
    assertThat(truth.bought()).isEqualTo(1);
    assertThat(calls("raise desired")).isEqualTo(2);
  }

  @Test
  void aTerminationWhoseReplyIsLostIsNotSentAgain() {
    hit("TerminateInstanceInAutoScalingGroup", 0, new Fault.Drop(true));
    post();
    pass(Duration.ofMinutes(15));
    marathon.apps().delete(DAILY, LockPolicy.RESPECT);
    pass(Duration.ofMinutes(40));
    assertThat(calls("terminate ")).isEqualTo(1);
    assertThat(desired()).isEqualTo(3);
    assertThat(calls("mark agent")).isEqualTo(1);
    assertThat(truth.violations()).isEmpty();
  }

  @Test
  void demandThatComesBackTakesTheAgentBackInsteadOfBuying() {
    post();
    pass(Duration.ofMinutes(15));
    marathon.apps().delete(DAILY, LockPolicy.RESPECT);
    for (int i = 0; i < 200 && calls("deactivate agent") == 0; i++) {
      pass(Duration.ofSeconds(5));
    }
    post();
    pass(Duration.ofMinutes(3));
    assertThat(running(DAILY)).isEqualTo(1);
    assertThat(calls("reactivate agent")).isEqualTo(1);
    assertThat(truth.bought()).isEqualTo(1);
    assertThat(desired()).isEqualTo(4);
  }

  @Test
  void aMasterFailoverIsNoReasonToBuyOrToRemove() {
    pass(Duration.ofMinutes(20));
    world.mesos().failOver();
    pass(Duration.ofMinutes(30));
    assertThat(desired()).isEqualTo(3);
    assertThat(truth.bought()).isZero();
    assertThat(truth.violations()).isEmpty();
  }

  @Test
  void whileAwsThrottlesReadsNothingIsBoughtAndAfterwardsItIs() {
    world
        .faults()
        .add(
            FaultRules.Rule.always(
                "throttle",
                call -> call.operation().startsWith("Describe"),
                new Fault.Refuse(400, "Throttling", "Rate exceeded")));
    post();
    pass(Duration.ofMinutes(5));
    assertThat(truth.bought()).isZero();
    world.faults().remove("throttle");
    pass(Duration.ofMinutes(5));
    assertThat(running(DAILY)).isEqualTo(1);
    assertThat(truth.bought()).isEqualTo(1);
  }

  @Test
  void agentsThatVanishFromOneReadingAreNotReplaced() {
    world
        .faults()
        .add(
            new FaultRules.Rule(
                "partition",
                call -> call.service().equals("mesos"),
                world.simulation().instant(),
                world.simulation().instant().plus(Duration.ofMinutes(4)),
                0,
                Integer.MAX_VALUE,
                1,
                new Fault.Partition()));
    post();
    pass(Duration.ofMinutes(4));
    assertThat(truth.bought()).isZero();
    pass(Duration.ofMinutes(5));
    assertThat(truth.bought()).isEqualTo(1);
    assertThat(running(DAILY)).isEqualTo(1);
  }
}

package dev.pacer.simulator.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  private final Simulation simulation = new Simulation(START, 1, 1);

  @Test
  void eventsHappenInOrderOfTimeThenArrival() {
    List<String> seen = new ArrayList<>();
    simulation.after(Duration.ofSeconds(2), () -> seen.add("late"));
    simulation.after(Duration.ofSeconds(1), () -> seen.add("first"));
    simulation.after(Duration.ofSeconds(1), () -> seen.add("second"));

    simulation.advance(Duration.ofSeconds(2));

    assertThat(seen).containsExactly("first", "second", "late");
  }

  @Test
  void anEventSeesItsOwnMoment() {
    List<Instant> seen = new ArrayList<>();
    simulation.after(
        Duration.ofSeconds(3),
        () -> {
          seen.add(simulation.instant());
          simulation.after(Duration.ofSeconds(4), () -> seen.add(simulation.instant()));
        });

    simulation.advance(Duration.ofMinutes(1));

    assertThat(seen).containsExactly(START.plusSeconds(3), START.plusSeconds(7));
    assertThat(simulation.instant()).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void aCancelledEventNeverHappens() {
    List<String> seen = new ArrayList<>();
    Scheduled scheduled = simulation.after(Duration.ofSeconds(1), () -> seen.add("never"));
    scheduled.cancel();

    assertThat(simulation.nextEventAt()).isEmpty();
    simulation.advance(Duration.ofSeconds(5));
    assertThat(seen).isEmpty();
  }

  @Test
  void aSeriesEndsWhenItIsCancelledFromWithin() {
    List<Instant> seen = new ArrayList<>();
    Series[] series = new Series[1];
    series[0] =
        simulation.every(
            Duration.ofSeconds(10),
            () -> {
              seen.add(simulation.instant());
              if (seen.size() == 3) {
                series[0].cancel();
              }
            });

    simulation.advance(Duration.ofMinutes(10));

    assertThat(seen)
        .containsExactly(START.plusSeconds(10), START.plusSeconds(20), START.plusSeconds(30));
  }

  @Test
  void speedDividesDelaysAndLeavesInstantsAlone() {
    Simulation fast = new Simulation(START, 1, 10);
    List<Instant> seen = new ArrayList<>();
    fast.after(Duration.ofSeconds(60), () -> seen.add(fast.instant()));
    fast.advance(Duration.ofSeconds(6));

    assertThat(seen).containsExactly(START.plusSeconds(6));
  }

  @Test
  void chanceOfOneNameDoesNotDependOnDrawsOfAnother() {
    Simulation other = new Simulation(START, 1, 1);
    other.chance("aws").nextLong();

    assertThat(other.chance("mesos").nextLong()).isEqualTo(simulation.chance("mesos").nextLong());
    assertThat(new Simulation(START, 2, 1).chance("mesos").nextLong())
        .isNotEqualTo(new Simulation(START, 1, 1).chance("mesos").nextLong());
  }

  @Test
  void theThirdCallIsHitOnceAndLogged() {
    FaultRules faults = new FaultRules(simulation);
    Fault drop = new Fault.Drop(true);
    faults.add(
        FaultRules.Rule.once("third", call -> call.operation().startsWith("Terminate"), 2, drop));
    Call call = new Call("autoscaling", "TerminateInstanceInAutoScalingGroup", "i-1");

    assertThat(faults.next(call)).isEmpty();
    assertThat(faults.next(new Call("autoscaling", "SetDesiredCapacity", "g"))).isEmpty();
    assertThat(faults.next(call)).isEmpty();
    assertThat(faults.next(call)).contains(drop);
    assertThat(faults.next(call)).isEmpty();
    assertThat(simulation.log().entries()).hasSize(1);
  }
}

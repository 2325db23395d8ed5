package dev.pacer.rehearsal.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WeekRehearsalTest {

  private static WeekRehearsal.Outcome timed(long seed) {
    long began = System.nanoTime();
    WeekRehearsal.Outcome week = WeekRehearsal.run(seed, 7);
    System.out.printf(
        "simulated week, seed %d: %d cycles, %d machines bought, %d never used, checks %s, %d ms%n",
        seed,
        week.cycles(),
        week.bought(),
        week.neverUsed(),
        week.checked(),
        Duration.ofNanos(System.nanoTime() - began).toMillis());
    return week;
  }

  @Test
  void aWeekIsTheSameForOneSeedAndAnotherForAnother() {
    WeekRehearsal.Outcome first = timed(1);
    WeekRehearsal.Outcome again = timed(1);
    WeekRehearsal.Outcome other = timed(2);
    assertThat(again.log()).isEqualTo(first.log());
    assertThat(other.digest()).isNotEqualTo(first.digest());
    for (WeekRehearsal.Outcome week : new WeekRehearsal.Outcome[] {first, other}) {
      assertThat(week.violations()).isEmpty();
      assertThat(week.daysOnWhichTheAppRan()).isEqualTo(7);
      assertThat(week.bought()).isEqualTo(7);
      assertThat(week.neverUsed()).isZero();
      assertThat(week.cycles()).isEqualTo(7 * 24 * 240);
    }
  }
}

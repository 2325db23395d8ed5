package dev.pacer.registryauth.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenerationTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static Generation lives(int from, int to, boolean proven) {
    return new Generation(NOW.plusSeconds(from), Optional.of(NOW.plusSeconds(to)), proven);
  }

  private static Generation endless(int from, boolean proven) {
    return new Generation(NOW.plusSeconds(from), Optional.empty(), proven);
  }

  @Test
  void theOneThatEndsLaterStays() {
    assertThat(lives(-100, 200, true).staysBefore(lives(-50, 100, true), NOW)).isTrue();
    assertThat(lives(-100, 200, true).staysBefore(lives(-50, 300, true), NOW)).isFalse();
  }

  @Test
  void aDeadOneGivesWayWhateverItsProof() {
    assertThat(lives(-100, 0, true).staysBefore(lives(-50, 1, false), NOW)).isFalse();
    assertThat(lives(-100, 1, false).staysBefore(lives(-50, 0, true), NOW)).isTrue();
  }

  @Test
  void aProvenOneStaysBeforeAnUnprovenOneUntilItsLastQuarter() {
    assertThat(lives(-75, 25, true).staysBefore(lives(0, 100, false), NOW)).isTrue();
    assertThat(lives(-76, 24, true).staysBefore(lives(0, 100, false), NOW)).isFalse();
    assertThat(lives(-76, 24, true).staysBefore(lives(0, 20, false), NOW)).isTrue();
  }

  @Test
  void anUnprovenOneGivesWayToAProvenOneThatEndsEarlier() {
    assertThat(lives(-10, 500, false).staysBefore(lives(0, 100, true), NOW)).isFalse();
  }

  @Test
  void withoutAKnownEndTheNewerOneWins() {
    assertThat(endless(-100, true).staysBefore(endless(-50, true), NOW)).isFalse();
    assertThat(endless(-50, true).staysBefore(endless(-100, true), NOW)).isTrue();
    // An operator who goes from a fixed password to tokens must not be held up for ever.
    assertThat(endless(-100, true).staysBefore(lives(-50, 100, true), NOW)).isFalse();
    assertThat(lives(-100, 100, true).staysBefore(endless(-50, true), NOW)).isFalse();
  }

  @Test
  void equalsStayWhereTheyAreSoThatTwoWritersDoNotTakeTurns() {
    assertThat(lives(0, 100, true).staysBefore(lives(0, 100, true), NOW)).isTrue();
    assertThat(lives(0, 100, true).staysBefore(lives(1, 100, true), NOW)).isFalse();
  }
}

package dev.pacer.placement.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.placement.engine.Worlds.Waiting;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.MatcherSettings.Family;
import dev.pacer.placement.fit.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** That the comparison with the plain matcher compares something, and finds what is planted. */
class EngineTest {

  private int placed;
  private int refused;
  private int constrained;
  private int resident;

  /** In how many worlds the engine, given something else, answers otherwise than the matcher. */
  private int differences(
      UnaryOperator<MatcherSettings> settings, UnaryOperator<List<KnownInstance>> known) {
    int differences = 0;
    for (int seed = 0; seed < 500; seed++) {
      Worlds worlds = new Worlds(new SplittableRandom(seed));
      MatcherSettings real = worlds.settings();
      List<Room> rooms = worlds.rooms(12);
      PlainRooms plain = new PlainRooms(real, rooms);
      Engine engine = new Engine(settings.apply(real), rooms);
      boolean differs = false;
      for (Waiting waiting : worlds.waiting(10)) {
        int left = plain.fill(waiting.spec(), new ArrayList<>(waiting.known()), waiting.count());
        placed += waiting.count() - left;
        refused += left;
        constrained += waiting.spec().constraints().isEmpty() ? 0 : waiting.count() - left;
        resident += waiting.spec().isResident() ? waiting.count() - left : 0;
        Ask ask = engine.ask(waiting.spec(), known.apply(waiting.known()));
        differs |= engine.fill(ask, waiting.count()) != left;
      }
      differences += differs ? 1 : 0;
    }
    return differences;
  }

  @Test
  void theComparedWorldsPlaceAndRefuseOfEveryKind() {
    assertThat(differences(s -> s, k -> k)).isZero();
    assertThat(placed).isGreaterThan(1000);
    assertThat(refused).isGreaterThan(1000);
    assertThat(constrained).isGreaterThan(200);
    assertThat(resident).isGreaterThan(20);
  }

  @Test
  void countingForTheOtherFamilyIsFound() {
    assertThat(
            differences(
                s ->
                    s.withFamily(
                        s.family() == Family.SINCE_1_11 ? Family.UP_TO_1_10 : Family.SINCE_1_11),
                k -> k))
        .isPositive();
  }

  @Test
  void aForgottenKnownInstanceIsFound() {
    assertThat(differences(s -> s, known -> known.subList(Math.min(1, known.size()), known.size())))
        .isPositive();
  }
}

package dev.pacer.conformance.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.placement.fit.MatcherSettings.Family;
import dev.pacer.simulator.marathon.matching.MatchRules.GroupByFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code placement} and the simulator's matcher, written apart, agree on random cases. */
class TwoMatchersTest {

  private static final int CASES = Boolean.getBoolean("pacer.all") ? 100_000 : 20_000;

  /** Differences, and how often each kind of answer came. */
  private record Comparison(List<String> differences, Map<String, Integer> kinds) {}

  private static Comparison compare(
      int cases, Family ours, GroupByFamily theirs, UnaryOperator<ObjectNode> planted) {
    RandomCases random = new RandomCases(new SplittableRandom(20_261_125));
    List<String> differences = new ArrayList<>();
    Map<String, Integer> kinds = new TreeMap<>();
    for (int i = 0; i < cases; i++) {
      ObjectNode line = random.next("random-" + i);
      String simulated = SimulatedAnswer.of(line.toString(), theirs);
      String placed = PlacementAnswer.of(planted.apply(line), ours);
      if (!placed.equals(simulated)) {
        differences.add("%s; simulator: %s; case: %s".formatted(placed, simulated, line));
      }
      kinds.merge(placed.split(" \\{", 2)[0], 1, Integer::sum);
    }
    return new Comparison(differences, kinds);
  }

  @ParameterizedTest
  @CsvSource({"SINCE_1_11, SINCE_1_11", "UP_TO_1_10, UP_TO_1_10"})
  void bothDecideAlike(Family ours, GroupByFamily theirs) {
    Comparison comparison = compare(CASES, ours, theirs, line -> line);
    System.out.printf(
        "two matchers, %s: %d cases, %d match, %d differ%n",
        ours, CASES, comparison.kinds().get("match launch"), comparison.differences().size());
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.kinds().get("match launch")).as("matches").isGreaterThan(CASES / 10);
    assertThat(comparison.kinds().keySet())
        .contains(
            "match reserve",
            "ignored",
            "noMatch []",
            "noMatch [UnfulfilledConstraint]",
            "noMatch [InsufficientPorts]",
            "noMatch [NoCorrespondingReservationFound]",
            "noMatch [DeclinedScarceResources]",
            "throws java.lang.IllegalArgumentException",
            "throws java.util.regex.PatternSyntaxException");
    assertThat(comparison.kinds().containsKey("throws java.lang.ArithmeticException"))
        .isEqualTo(ours == Family.SINCE_1_11);
  }

  @Test
  void theOtherFamilysCountingIsFound() {
    assertThat(compare(2000, Family.UP_TO_1_10, GroupByFamily.SINCE_1_11, l -> l).differences())
        .isNotEmpty();
    assertThat(compare(2000, Family.SINCE_1_11, GroupByFamily.UP_TO_1_10, l -> l).differences())
        .isNotEmpty();
  }

  @Test
  void aForgottenInstanceIsFoundInBothFamilies() {
    UnaryOperator<ObjectNode> forgetful =
        line -> {
          ObjectNode changed = line.deepCopy();
          ArrayNode instances = (ArrayNode) changed.get("instances");
          if (!instances.isEmpty()) {
            instances.remove(0);
          }
          return changed;
        };
    assertThat(compare(2000, Family.SINCE_1_11, GroupByFamily.SINCE_1_11, forgetful).differences())
        .isNotEmpty();
    assertThat(compare(2000, Family.UP_TO_1_10, GroupByFamily.UP_TO_1_10, forgetful).differences())
        .isNotEmpty();
  }
}

package dev.pacer.placement.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.placement.fit.Constraint.Operator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Marathon promises no order of the known instances, so a fit that hangs on it is marked (F7). */
class OrderOfKnownTest {

  private static final MatcherSettings SETTINGS = MatcherSettings.SHIPPED.withLocalRegion("r");

  private static KnownInstance known(String zone, int specInstances) {
    return new KnownInstance(
        zone + specInstances,
        new Whereabouts("h-" + zone + specInstances, "r", zone, List.of()),
        Condition.RUNNING,
        Goal.RUNNING,
        1,
        specInstances);
  }

  private static Fit decide(MatcherSettings settings, Constraint constraint, KnownInstance... k) {
    Room room =
        Room.of(
            "a",
            new Whereabouts("new", "r", "a", List.of()),
            List.of(ResourceEntry.scalar(ResourceKind.CPUS, "*", 4000)));
    RunSpec spec = RunSpec.of("/a", 9, Needs.of(0.1, 0)).withConstraints(List.of(constraint));
    return new OfferMatcher(settings).decide(spec, room, new ArrayList<>(List.of(k)));
  }

  private static boolean isCertain(Fit fit) {
    assertThat(fit.fits()).isTrue();
    return fit instanceof Fit.Fits fits && !fits.orderMatters();
  }

  @Test
  void aClusterWithoutValueHangsOnTheFirstUnlessAllShareIt() {
    Constraint cluster = new Constraint("@zone", Operator.CLUSTER, null);
    assertThat(isCertain(decide(SETTINGS, cluster, known("a", 9), known("a", 8)))).isTrue();
    assertThat(isCertain(decide(SETTINGS, cluster, known("a", 9), known("b", 9)))).isFalse();
  }

  @Test
  void aGroupingHangsOnTheFirstWhenTheyWereStartedFromDifferentSizes() {
    Constraint grouping = new Constraint("@zone", Operator.GROUP_BY, "2");
    assertThat(isCertain(decide(SETTINGS, grouping, known("a", 9), known("b", 9)))).isTrue();
    assertThat(isCertain(decide(SETTINGS, grouping, known("a", 9), known("b", 2)))).isFalse();
    MatcherSettings older = SETTINGS.withFamily(MatcherSettings.Family.UP_TO_1_10);
    assertThat(isCertain(decide(older, grouping, known("a", 9), known("b", 2)))).isTrue();
  }

  @Test
  void countingConstraintsHangOnNoOrder() {
    Constraint maxPer = new Constraint("@zone", Operator.MAX_PER, "2");
    assertThat(isCertain(decide(SETTINGS, maxPer, known("a", 9), known("b", 2)))).isTrue();
  }
}

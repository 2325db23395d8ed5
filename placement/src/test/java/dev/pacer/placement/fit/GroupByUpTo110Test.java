package dev.pacer.placement.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** GROUP_BY as Marathon 1.10 and older mean it: each bullet and consequence of rule F7. */
class GroupByUpTo110Test {

  private static final OfferMatcher OLDER =
      new OfferMatcher(
          MatcherSettings.SHIPPED
              .withFamily(MatcherSettings.Family.UP_TO_1_10)
              .withLocalRegion("r"));

  private static RunSpec spec(int instances, String groups) {
    return RunSpec.of("/a", instances, Needs.of(0.1, 32))
        .withConstraints(List.of(new Constraint("@zone", Constraint.Operator.GROUP_BY, groups)));
  }

  private static boolean fits(RunSpec spec, String zone, String... zonesOfKnown) {
    List<KnownInstance> known = new ArrayList<>();
    for (String z : zonesOfKnown) {
      known.add(
          new KnownInstance(
              "i" + known.size(),
              new Whereabouts("h" + known.size(), "r", z, List.of()),
              Condition.RUNNING,
              Goal.RUNNING,
              1,
              spec.instances()));
    }
    Room room =
        Room.of(
            "a",
            new Whereabouts("new", "r", zone, List.of()),
            List.of(
                ResourceEntry.scalar(ResourceKind.CPUS, "*", 4000),
                ResourceEntry.scalar(ResourceKind.MEM, "*", 1_024_000)));
    return OLDER.decide(spec, room, known).fits();
  }

  @Test
  void aNewValueIsAlwaysAccepted() {
    assertThat(fits(spec(6, "2"), "c", "a", "b")).isTrue();
    assertThat(fits(spec(6, "3"), "a")).isTrue();
  }

  @Test
  void withTwoOfThreeZonesAliveExactlyTwoStart() {
    assertThat(fits(spec(6, "3"), "a", "a", "b")).isFalse();
    assertThat(fits(spec(6, "3"), "b", "a", "b")).isFalse();
    assertThat(fits(spec(6, "3"), "c", "a", "b")).isTrue();
  }

  @Test
  void onlyTheLeastFilledGroupGrows() {
    String[] known = {"a", "a", "a", "b", "b", "b", "c", "c"};
    assertThat(fits(spec(9, "3"), "a", known)).isFalse();
    assertThat(fits(spec(9, "3"), "b", known)).isFalse();
    assertThat(fits(spec(9, "3"), "c", known)).isTrue();
  }

  @Test
  void aFreshZoneTakesEveryNewInstanceUntilItIsLevel() {
    assertThat(fits(spec(9, "2"), "c", "a", "a", "b", "b", "c")).isTrue();
    assertThat(fits(spec(9, "2"), "a", "a", "a", "b", "b", "c")).isFalse();
  }

  @Test
  void aZoneThatLostAllItsInstancesIsNewAgain() {
    assertThat(fits(spec(9, "3"), "c", "a", "a", "b", "b")).isTrue();
  }

  @Test
  void aMissingOrNegativeCountIsNoPoisonHere() {
    assertThat(fits(spec(3, "-2"), "a", "a")).isTrue();
    assertThat(fits(spec(3, "x"), "a", "a", "b")).isTrue();
  }
}

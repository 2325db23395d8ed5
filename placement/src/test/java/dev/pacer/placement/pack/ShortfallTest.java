package dev.pacer.placement.pack;

import static dev.pacer.placement.pack.Machines.pending;
import static dev.pacer.placement.pack.Machines.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.RunSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShortfallTest {

  private final Shortfall shortfall = new Shortfall(MatcherSettings.SHIPPED.withLocalRegion("r"));

  private static Pending constrained(Pending waiting, String field, Constraint.Operator operator) {
    RunSpec spec = waiting.spec().withConstraints(List.of(new Constraint(field, operator, null)));
    return new Pending(spec, waiting.count(), List.of(), 0);
  }

  @Test
  void oneMachineIsBoughtForWhatOneHolds() {
    ShortfallPlan plan =
        shortfall.plan(
            List.of(pending("/a", 3, 1, 1000)), List.of(source("g", "", 9, 4000, 8000, 5)));
    assertThat(plan.machines()).isEqualTo(Map.of("g", 1));
    assertThat(plan.placed()).hasSize(3);
  }

  @Test
  void e8EveryUniqueInstanceNeedsAMachineOfItsOwn() {
    Pending unique = constrained(pending("/a", 4, 0.1, 10), "hostname", Constraint.Operator.UNIQUE);
    ShortfallPlan plan =
        shortfall.plan(List.of(unique), List.of(source("g", "", 9, 4000, 8000, 5)));
    assertThat(plan.machines()).isEqualTo(Map.of("g", 4));
  }

  @Test
  void uniqueZonesUseTheMachinesInTheOrderInWhichTheGroupBringsThem() {
    Pending unique = constrained(pending("/a", 2, 0.1, 10), "@zone", Constraint.Operator.UNIQUE);
    ShortfallPlan plan =
        shortfall.plan(List.of(unique), List.of(source("g", "a,b", 9, 4000, 8000, 5)));
    assertThat(plan.machines()).isEqualTo(Map.of("g", 2));
  }

  @Test
  void n6TheCheapestGroupThatHoldsItIsChosen() {
    ShortfallPlan plan =
        shortfall.plan(
            List.of(pending("/a", 4, 1, 1000)),
            List.of(
                source("big", "", 9, 16_000, 64_000, 800),
                source("small", "", 9, 4000, 8000, 200)));
    assertThat(plan.machines()).isEqualTo(Map.of("small", 1));
  }

  @Test
  void n6AFewBigOnesWinWhenTheyAreCheaperTogether() {
    ShortfallPlan plan =
        shortfall.plan(
            List.of(pending("/a", 16, 1, 1000)),
            List.of(
                source("big", "", 9, 16_000, 64_000, 700),
                source("small", "", 9, 4000, 8000, 200)));
    assertThat(plan.machines()).isEqualTo(Map.of("big", 1));
  }

  @Test
  void e56WithoutPricesCpuAndMemoryDecide() {
    ShortfallPlan plan =
        shortfall.plan(
            List.of(pending("/a", 2, 1, 1000)),
            List.of(
                source("big", "", 9, 16_000, 64_000, 0), source("small", "", 9, 4000, 8000, 900)));
    assertThat(plan.machines()).isEqualTo(Map.of("small", 1));
  }

  @Test
  void n7WhatNoMachineHoldsIsImpossibleAndSaysWhatIsMissing() {
    ShortfallPlan plan =
        shortfall.plan(
            List.of(pending("/huge", 1, 1, 72_000), pending("/a", 1, 1, 1000)),
            List.of(source("g", "", 9, 4000, 8000, 5)));
    assertThat(plan.machines()).isEqualTo(Map.of("g", 1));
    assertThat(plan.impossible()).hasSize(1);
    Miss miss = plan.impossible().get(0).misses().get(0);
    assertThat(miss.lacking()).isEqualTo(Map.of(ResourceKind.MEM, 64_000_000L));
    assertThat(miss).hasToString("g: mem short by 64000");
  }

  @Test
  void whatWouldFitButMayNotBeBoughtIsLimitedNotImpossible() {
    ShortfallPlan plan =
        shortfall.plan(
            List.of(pending("/a", 9, 1, 1000)), List.of(source("g", "", 1, 4000, 8000, 5)));
    assertThat(plan.machines()).isEqualTo(Map.of("g", 1));
    assertThat(plan.limited()).containsExactly(new ShortfallPlan.Limited("/a", 5, List.of("g")));
    ShortfallPlan none =
        shortfall.plan(
            List.of(pending("/a", 9, 1, 1000)), List.of(source("g", "", 0, 4000, 8000, 5)));
    assertThat(none.machines()).isEmpty();
    assertThat(none.limited()).hasSize(1);
  }

  @Test
  void e10AGroupingByAnAttributeThatNobodyHasIsImpossible() {
    Pending waiting = constrained(pending("/a", 2, 1, 10), "rack", Constraint.Operator.UNIQUE);
    ShortfallPlan plan =
        shortfall.plan(List.of(waiting), List.of(source("g", "", 9, 4000, 8000, 5)));
    assertThat(plan.machines()).isEmpty();
    assertThat(plan.impossible().get(0).misses().get(0)).hasToString("g: UnfulfilledConstraint");
  }
}

package dev.pacer.placement.pack;

import static dev.pacer.placement.pack.Machines.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.placement.fit.Condition;
import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.Goal;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import dev.pacer.placement.fit.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What GROUP_BY of Marathons up to 1.10 comes to when many instances are placed (F7, i to iii). */
class GroupByUpTo110RunTest {

  private static final MatcherSettings OLDER =
      MatcherSettings.SHIPPED.withLocalRegion("r").withFamily(MatcherSettings.Family.UP_TO_1_10);

  private static Pending waiting(int count, int groups, String... zonesOfKnown) {
    Pending plain = Machines.pending("/a", count, 1, 100);
    RunSpec spec =
        plain
            .spec()
            .withConstraints(
                List.of(
                    new Constraint("@zone", Constraint.Operator.GROUP_BY, String.valueOf(groups))));
    List<KnownInstance> known = new ArrayList<>();
    for (String zone : zonesOfKnown) {
      known.add(
          new KnownInstance(
              "k" + known.size(),
              new Whereabouts("old", "r", zone, List.of()),
              Condition.RUNNING,
              Goal.RUNNING,
              1,
              count));
    }
    return new Pending(spec, count, known, 0);
  }

  private static Map<String, Integer> perRoom(Pending waiting, Room... rooms) {
    Map<String, Integer> counts = new TreeMap<>();
    new PlacementRun(OLDER)
        .place(List.of(waiting), List.of(rooms))
        .placed()
        .forEach(placed -> counts.merge(placed.room(), 1, Integer::sum));
    return counts;
  }

  @Test
  void f7iWithTwoOfThreeZonesAliveExactlyTwoEverStart() {
    assertThat(perRoom(waiting(6, 3), room("a1", "a", 9000, 9000), room("b1", "b", 9000, 9000)))
        .isEqualTo(Map.of("a1", 1, "b1", 1));
  }

  @Test
  void f7iiAFullSmallestZoneHoldsUpTheOthersUntilRoomIsBoughtInIt() {
    String[] known = Stream.of("a", "a", "a", "b", "b", "b", "c", "c").toArray(String[]::new);
    Room a = room("a1", "a", 9000, 9000);
    Room b = room("b1", "b", 9000, 9000);
    Room full = room("c1", "c", 0, 9000);
    assertThat(perRoom(waiting(3, 3, known), a, b, full)).isEmpty();
    assertThat(perRoom(waiting(4, 3, known), a, b, full, room("c2", "c", 9000, 9000)))
        .isEqualTo(Map.of("a1", 1, "b1", 1, "c2", 2));
  }

  @Test
  void f7iiiAFreshZoneTakesEveryNewInstanceUntilItIsLevel() {
    String[] known = {"a", "a", "a", "b", "b", "b", "c"};
    assertThat(
            perRoom(
                waiting(2, 2, known),
                room("a1", "a", 9000, 9000),
                room("b1", "b", 9000, 9000),
                room("c1", "c", 9000, 9000)))
        .isEqualTo(Map.of("c1", 2));
  }
}

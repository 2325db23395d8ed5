package dev.pacer.placement.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PackingProperties {

  private static final MatcherSettings SETTINGS = MatcherSettings.SHIPPED.withLocalRegion("r");

  @Provide
  Arbitrary<List<Pending>> waiting() {
    Arbitrary<Pending> one =
        Combinators.combine(
                Arbitraries.integers().between(1, 5),
                Arbitraries.integers().between(1, 4000),
                Arbitraries.integers().between(1, 4000),
                Arbitraries.of("none", "UNIQUE", "MAX_PER"))
            .as(
                (count, cpus, mem, kind) -> {
                  Pending plain = Machines.pending("/x", count, cpus / 1000.0, mem);
                  if (kind.equals("none")) {
                    return plain;
                  }
                  RunSpec spec =
                      plain
                          .spec()
                          .withConstraints(
                              List.of(
                                  new Constraint(
                                      kind.equals("UNIQUE") ? "hostname" : "@zone",
                                      Constraint.Operator.valueOf(kind),
                                      "2")));
                  return new Pending(spec, count, List.of(), 0);
                });
    return one.list().ofMaxSize(8).map(PackingProperties::named);
  }

  private static List<Pending> named(List<Pending> list) {
    List<Pending> named = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      RunSpec s = list.get(i).spec();
      named.add(
          new Pending(
              RunSpec.of("/app" + i, s.instances(), s.needs()).withConstraints(s.constraints()),
              list.get(i).count(),
              List.of(),
              0));
    }
    return named;
  }

  @Provide
  Arbitrary<List<Room>> rooms() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 8000),
            Arbitraries.integers().between(0, 8000),
            Arbitraries.of("a", "b", "c"))
        .as((cpus, mem, zone) -> Machines.room("x", zone, cpus, mem))
        .list()
        .ofMaxSize(6)
        .map(
            list -> {
              List<Room> named = new ArrayList<>();
              for (int i = 0; i < list.size(); i++) {
                Room r = list.get(i);
                named.add(
                    Machines.room(
                        "room" + i,
                        String.valueOf(r.where().zone()),
                        r.free(ResourceKind.CPUS),
                        r.free(ResourceKind.MEM) / 1000));
              }
              return named;
            });
  }

  @Property(tries = 300)
  void nothingIsLostAndNothingIsInvented(
      @ForAll("waiting") List<Pending> waiting, @ForAll("rooms") List<Room> rooms) {
    PlacementRun.Result result = new PlacementRun(SETTINGS).place(waiting, rooms);
    int asked = waiting.stream().mapToInt(Pending::count).sum();
    int left = result.unplaced().stream().mapToInt(Pending::count).sum();
    assertThat(result.placed().size() + left).isEqualTo(asked);
  }

  @Property(tries = 200)
  void theOrderInWhichTheyAreHandedInChangesNothing(
      @ForAll("waiting") List<Pending> waiting,
      @ForAll("rooms") List<Room> rooms,
      @ForAll long seed) {
    List<Pending> shuffled = new ArrayList<>(waiting);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(new PlacementRun(SETTINGS).place(shuffled, rooms))
        .isEqualTo(new PlacementRun(SETTINGS).place(waiting, rooms));
    List<Source> sources =
        List.of(
            Machines.source("g", "a,b", 20, 4000, 4000, 7),
            Machines.source("h", "c", 20, 8000, 8000, 11));
    assertThat(new Shortfall(SETTINGS).plan(shuffled, sources))
        .isEqualTo(new Shortfall(SETTINGS).plan(waiting, sources));
  }

  @Property(tries = 300)
  void moreRoomNeverMakesAFitImpossible(
      @ForAll("waiting") List<Pending> waiting, @ForAll("rooms") List<Room> rooms) {
    OfferMatcher matcher = new OfferMatcher(SETTINGS);
    for (Pending p : waiting) {
      for (Room room : rooms) {
        if (!matcher.decide(p.spec(), room, p.known()).fits()) {
          continue;
        }
        List<ResourceEntry> more = new ArrayList<>();
        for (ResourceEntry e : room.entries()) {
          more.add(
              e.kind() == ResourceKind.PORTS
                  ? e
                  : ResourceEntry.scalar(e.kind(), e.role(), e.millis() + 1));
        }
        Room bigger = Room.of(room.id(), room.where(), more);
        assertThat(matcher.decide(p.spec(), bigger, p.known()).fits()).isTrue();
      }
    }
  }

  @Property(tries = 150)
  void whatIsBoughtHoldsAllThatIsNeitherImpossibleNorLimited(
      @ForAll("waiting") List<Pending> waiting) {
    List<Source> sources =
        List.of(
            Machines.source("g", "a,b,c", 4, 2000, 4000, 7),
            Machines.source("h", "c", 3, 4000, 3000, 11));
    ShortfallPlan plan = new Shortfall(SETTINGS).plan(waiting, sources);
    int asked = waiting.stream().mapToInt(Pending::count).sum();
    int impossible = plan.impossible().stream().mapToInt(ShortfallPlan.Impossible::count).sum();
    int limited = plan.limited().stream().mapToInt(ShortfallPlan.Limited::count).sum();
    assertThat(plan.placed().size() + impossible + limited).isEqualTo(asked);
    plan.machines().forEach((group, n) -> assertThat(n).isBetween(1, group.equals("g") ? 4 : 3));
    assertThat(plan.placed().stream().map(Placed::room).distinct().count())
        .as("no machine is bought for nothing")
        .isEqualTo(plan.machines().values().stream().mapToInt(Integer::intValue).sum());
  }
}

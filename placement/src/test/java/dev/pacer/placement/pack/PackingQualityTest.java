package dev.pacer.placement.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.placement.fit.Condition;
import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.Constraint.Operator;
import dev.pacer.placement.fit.Fit;
import dev.pacer.placement.fit.Goal;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How near what is bought comes to the least that could be bought. */
class PackingQualityTest {

  private static final MatcherSettings SETTINGS = MatcherSettings.SHIPPED.withLocalRegion("r");
  private static final int CASES = 500;

  /** One small case: groups of machines, each in one zone, and a few instances. */
  private record Case(List<Source> sources, List<Pending> waiting) {}

  private static Case random(SplittableRandom chance) {
    List<Source> sources = new ArrayList<>();
    int groups = 1 + chance.nextInt(3);
    boolean alike = chance.nextInt(3) != 0;
    for (int g = 0; g < groups; g++) {
      long cpus = alike ? 4000 : 2000L * (1 + chance.nextInt(4));
      long price = alike ? 100 : cpus / 50 + chance.nextInt(40);
      String zone = List.of("a", "b", "c").get(g);
      sources.add(Machines.source("g" + g, zone, 4, cpus, cpus * 2, price));
    }
    List<Pending> waiting = new ArrayList<>();
    int left = 2 + chance.nextInt(6);
    for (int i = 0; left > 0; i++) {
      int count = Math.min(left, 1 + chance.nextInt(3));
      left -= count;
      Pending plain =
          Machines.pending(
              "/app" + i, count, (3 + chance.nextInt(30)) / 10.0, 100 * (1 + chance.nextInt(60)));
      waiting.add(new Pending(constrained(plain.spec(), chance), count, List.of(), 0));
    }
    return new Case(sources, waiting);
  }

  private static RunSpec constrained(RunSpec spec, SplittableRandom chance) {
    return switch (chance.nextInt(6)) {
      case 0 -> spec.withConstraints(List.of(new Constraint("hostname", Operator.UNIQUE, null)));
      case 1 -> spec.withConstraints(List.of(new Constraint("@zone", Operator.MAX_PER, "2")));
      case 2 -> spec.withConstraints(List.of(new Constraint("@zone", Operator.GROUP_BY, "2")));
      case 3 -> spec.withConstraints(List.of(new Constraint("@zone", Operator.LIKE, "[ab]")));
      default -> spec;
    };
  }

  /** The least that machines holding everything cost, by trying all; empty when none do. */
  private static OptionalLong optimum(Case theCase) {
    List<int[]> vectors = new ArrayList<>();
    vectors(theCase.sources(), new int[theCase.sources().size()], 0, vectors);
    vectors.sort((one, other) -> Long.compare(cost(theCase, one), cost(theCase, other)));
    for (int[] vector : vectors) {
      List<Room> rooms = new ArrayList<>();
      for (int s = 0; s < vector.length; s++) {
        rooms.addAll(theCase.sources().get(s).next().subList(0, vector[s]));
      }
      if (holdsAll(theCase.waiting(), 0, 0, rooms, new int[rooms.size()], new HashMap<>())) {
        return OptionalLong.of(cost(theCase, vector));
      }
    }
    return OptionalLong.empty();
  }

  private static void vectors(List<Source> sources, int[] vector, int at, List<int[]> found) {
    if (at == vector.length) {
      found.add(vector.clone());
      return;
    }
    for (int n = 0; n <= sources.get(at).next().size(); n++) {
      vector[at] = n;
      vectors(sources, vector, at + 1, found);
    }
    vector[at] = 0;
  }

  private static long cost(Case theCase, int[] vector) {
    long cost = 0;
    for (int s = 0; s < vector.length; s++) {
      cost += vector[s] * theCase.sources().get(s).hourlyMicroDollars().orElseThrow();
    }
    return cost;
  }

  /** Every instance on every machine, one after the other, as the plain matcher allows. */
  private static boolean holdsAll(
      List<Pending> waiting,
      int which,
      int done,
      List<Room> rooms,
      int[] uses,
      Map<String, List<KnownInstance>> known) {
    if (which == waiting.size()) {
      return true;
    }
    Pending pending = waiting.get(which);
    if (done == pending.count()) {
      return holdsAll(waiting, which + 1, 0, rooms, uses, known);
    }
    if (!enough(waiting, which, done, rooms)) {
      return false;
    }
    List<KnownInstance> mine = known.computeIfAbsent(pending.spec().id(), id -> new ArrayList<>());
    for (int r = 0; r < rooms.size(); r++) {
      Room room = rooms.get(r);
      if (isTwinOfEarlier(rooms, uses, r)
          || !(new OfferMatcher(SETTINGS).decide(pending.spec(), room, mine)
              instanceof Fit.Fits fits)) {
        continue;
      }
      rooms.set(r, room.minus(fits.consumption()));
      uses[r]++;
      mine.add(
          new KnownInstance(
              "i" + mine.size(),
              room.where(),
              Condition.PROVISIONED,
              Goal.RUNNING,
              1,
              pending.spec().instances()));
      boolean held = holdsAll(waiting, which, done + 1, rooms, uses, known);
      mine.remove(mine.size() - 1);
      rooms.set(r, room);
      uses[r]--;
      if (held) {
        return true;
      }
    }
    return false;
  }

  /** An untouched machine like an untouched one before it need not be tried. */
  private static boolean isTwinOfEarlier(List<Room> rooms, int[] uses, int r) {
    for (int other = 0; other < r; other++) {
      if (uses[other] == 0
          && uses[r] == 0
          && rooms.get(other).entries().equals(rooms.get(r).entries())
          && Objects.equals(rooms.get(other).where().zone(), rooms.get(r).where().zone())) {
        return true;
      }
    }
    return false;
  }

  private static boolean enough(List<Pending> waiting, int which, int done, List<Room> rooms) {
    long needed = -done * waiting.get(which).spec().needs().cpus().millis();
    for (int i = which; i < waiting.size(); i++) {
      needed += waiting.get(i).count() * waiting.get(i).spec().needs().cpus().millis();
    }
    long free =
        rooms.stream().mapToLong(r -> r.free(dev.pacer.placement.fit.ResourceKind.CPUS)).sum();
    return needed <= free;
  }

  @Test
  void smallCasesWithConstraintsCostWhatTheOptimumCosts() {
    SplittableRandom chance = new SplittableRandom(4);
    int equal = 0;
    int compared = 0;
    List<String> worse = new ArrayList<>();
    while (compared < CASES) {
      Case theCase = random(chance);
      OptionalLong optimum = optimum(theCase);
      ShortfallPlan plan = new Shortfall(SETTINGS).plan(theCase.waiting(), theCase.sources());
      assertThat(plan.limited().isEmpty() && plan.impossible().isEmpty())
          .as("%s", theCase.waiting())
          .isEqualTo(optimum.isPresent());
      if (optimum.isEmpty()) {
        continue;
      }
      compared++;
      long cost = 0;
      long dearest = 0;
      for (Source source : theCase.sources()) {
        long price = source.hourlyMicroDollars().orElseThrow();
        cost += plan.machines().getOrDefault(source.group(), 0) * price;
        dearest = Math.max(dearest, price);
      }
      assertThat(cost).isGreaterThanOrEqualTo(optimum.getAsLong());
      assertThat(cost).as("one machine above").isLessThanOrEqualTo(optimum.getAsLong() + dearest);
      if (cost == optimum.getAsLong()) {
        equal++;
      } else {
        worse.add(plan.machines() + " instead of " + optimum.getAsLong());
      }
    }
    System.out.printf("quality: %d of %d small cases cost the optimum%n", equal, CASES);
    assertThat(equal).as(worse.toString()).isGreaterThanOrEqualTo(CASES * 95 / 100);
  }

  @Test
  void fenzosMixesTakeAtMostThreeInAHundredMoreThanTheirVolume() {
    double[] cpus = {0.1, 0.25, 0.5, 1, 2};
    double[] mem = {128, 256, 512, 1024, 2048, 4096};
    for (int tasks : new int[] {500, 1000, 2000, 5000, 20_000}) {
      SplittableRandom chance = new SplittableRandom(tasks);
      List<Pending> waiting = new ArrayList<>();
      double cpuSum = 0;
      double memSum = 0;
      for (int i = 0; i < tasks; i++) {
        double cpu = cpus[chance.nextInt(cpus.length)];
        double mib = mem[chance.nextInt(mem.length)];
        cpuSum += cpu;
        memSum += mib;
        waiting.add(Machines.pending("/t" + i, 1, cpu, mib));
      }
      Source source = Machines.source("g", "", tasks / 5, 8000, 32 * 1024, 1);
      ShortfallPlan plan = new Shortfall(SETTINGS).plan(waiting, List.of(source));
      long bound = (long) Math.ceil(Math.max(cpuSum / 8, memSum / (32 * 1024)));
      int bought = plan.machines().getOrDefault("g", 0);
      System.out.printf("quality: %d tasks on %d machines, volume %d%n", tasks, bought, bound);
      assertThat(plan.limited()).isEmpty();
      assertThat(bought).isLessThanOrEqualTo(Math.max((int) bound + 1, (int) (bound * 103 / 100)));
    }
  }
}

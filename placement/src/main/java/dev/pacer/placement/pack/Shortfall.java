package dev.pacer.placement.pack;

import dev.pacer.placement.fit.Amount;
import dev.pacer.placement.fit.Fit;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.RefusalReason;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the machines to buy for what found no place: several packings are tried, each group alone
 * and mixed, each is improved by dropping machines, and the cheapest is kept (N6).
 */
public final class Shortfall {

  private final OfferMatcher matcher;

  public Shortfall(MatcherSettings settings) {
    this.matcher = new OfferMatcher(settings);
  }

  /** The same inputs give the same plan. */
  public ShortfallPlan plan(Collection<Pending> unplaced, List<Source> sources) {
    PackingOrder order = new PackingOrder(sources.stream().map(Source::typical).toList());
    List<Pending> possible = new ArrayList<>();
    List<ShortfallPlan.Impossible> impossible = new ArrayList<>();
    for (Pending pending : order.sorted(unplaced)) {
      if (pending.count() == 0) {
        continue;
      }
      if (sources.stream().anyMatch(source -> couldHold(pending, source))) {
        possible.add(pending);
      } else {
        List<Miss> misses = sources.stream().map(source -> miss(pending, source)).toList();
        impossible.add(new ShortfallPlan.Impossible(pending.spec().id(), pending.count(), misses));
      }
    }
    Packing best = best(possible, sources, order);
    List<ShortfallPlan.Limited> limited = new ArrayList<>();
    for (Pending left : best.unplaced()) {
      List<String> groups =
          sources.stream().filter(s -> couldHold(left, s)).map(Source::group).toList();
      limited.add(new ShortfallPlan.Limited(left.spec().id(), left.count(), groups));
    }
    return new ShortfallPlan(best.machines(), best.board().placed(), impossible, limited);
  }

  private Packing best(List<Pending> pending, List<Source> sources, PackingOrder order) {
    boolean priced = sources.stream().allMatch(s -> s.hourlyMicroDollars().isPresent());
    List<List<Source>> choices = new ArrayList<>();
    choices.add(sources);
    sources.forEach(source -> choices.add(List.of(source)));
    Packing best = new Packing(matcher, pending, List.of(), order, priced);
    for (List<Source> choice : choices) {
      Packing packing = new Packing(matcher, pending, choice, order, priced);
      packing.pack();
      packing.dropWhatOthersCanHold();
      if (PREFERENCE.compare(packing, best) < 0) {
        best = packing;
      }
    }
    return best;
  }

  private static final Comparator<Packing> PREFERENCE =
      Comparator.comparingInt(Packing::unplacedCount)
          .thenComparingLong(Packing::cost)
          .thenComparingInt(Packing::machineCount);

  private boolean couldHold(Pending pending, Source source) {
    return holds(pending, source.typical())
        || source.next().stream().anyMatch(room -> holds(pending, room));
  }

  private boolean holds(Pending pending, Room room) {
    return matcher.decide(pending.spec(), room, pending.known()) instanceof Fit.Fits fits
        && !fits.orderMatters();
  }

  private Miss miss(Pending pending, Source source) {
    Room machine = source.typical();
    List<RefusalReason> reasons =
        matcher
            .decide(pending.spec(), machine, pending.known())
            .match(fits -> List.of(), Fit.Refused::reasons, ignored -> List.of(), t -> List.of());
    Map<ResourceKind, Long> lacking = new EnumMap<>(ResourceKind.class);
    for (ResourceKind kind :
        List.of(ResourceKind.CPUS, ResourceKind.MEM, ResourceKind.DISK, ResourceKind.GPUS)) {
      Amount need = pending.spec().needs().of(kind);
      if (need.millis() > machine.free(kind)) {
        lacking.put(kind, need.millis() - machine.free(kind));
      }
    }
    return new Miss(source.pool(), source.group(), reasons, lacking);
  }

  /** The groups with how many machines of each, as text, for reasons. */
  public static String describe(Map<String, Integer> machines) {
    return machines.entrySet().stream()
        .map(e -> e.getValue() + " x " + e.getKey())
        .collect(Collectors.joining(", "));
  }
}

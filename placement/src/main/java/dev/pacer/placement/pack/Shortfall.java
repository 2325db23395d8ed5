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
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds the machines to buy for what found no place: what no machine can hold is never bought for
 * (N7), and of the ways to hold the rest the cheapest is chosen (N6).
 */
public final class Shortfall {

  private final MatcherSettings settings;
  private final OfferMatcher matcher;

  public Shortfall(MatcherSettings settings) {
    this.settings = settings;
    this.matcher = new OfferMatcher(settings);
  }

  /** The same inputs give the same plan. */
  public ShortfallPlan plan(Collection<Pending> unplaced, List<Source> sources) {
    PackingOrder order = new PackingOrder(sources.stream().map(Source::typical).toList());
    List<Pending> waiting = new ArrayList<>();
    for (Pending pending : order.sorted(unplaced)) {
      if (pending.count() > 0) {
        waiting.add(pending);
      }
    }
    if (waiting.isEmpty()) {
      return new ShortfallPlan(Map.of(), List.of(), List.of(), List.of());
    }
    Outlook outlook = new Outlook(settings, waiting, cheapestFirst(sources));
    List<Pending> possible = new ArrayList<>();
    List<ShortfallPlan.Impossible> impossible = new ArrayList<>();
    for (int i = 0; i < waiting.size(); i++) {
      Pending pending = waiting.get(i);
      if (outlook.isPossible(i)) {
        possible.add(pending);
      } else {
        List<Miss> misses = sources.stream().map(source -> miss(pending, source)).toList();
        impossible.add(new ShortfallPlan.Impossible(pending.spec().id(), pending.count(), misses));
      }
    }
    Market market =
        possible.size() == waiting.size()
            ? outlook.market()
            : new Market(settings, possible, cheapestFirst(sources));
    Attempt best = new Purchase(market, possible, order).best();
    return new ShortfallPlan(
        machines(best, cheapestFirst(sources)),
        best.placed(),
        impossible,
        limited(possible, best, sources));
  }

  private static List<Source> cheapestFirst(List<Source> sources) {
    boolean priced = sources.stream().allMatch(s -> s.hourlyMicroDollars().isPresent());
    return sources.stream()
        .sorted(
            Comparator.comparingLong(
                    (Source s) -> priced ? s.hourlyMicroDollars().orElseThrow() : s.weight())
                .thenComparing(Source::group))
        .toList();
  }

  private static Map<String, Integer> machines(Attempt best, List<Source> sources) {
    Map<String, Integer> machines = new TreeMap<>();
    for (int s = 0; s < sources.size(); s++) {
      if (best.machines()[s] > 0) {
        machines.merge(sources.get(s).group(), best.machines()[s], Integer::sum);
      }
    }
    return machines;
  }

  private List<ShortfallPlan.Limited> limited(
      List<Pending> possible, Attempt best, List<Source> sources) {
    List<Pending> left = new ArrayList<>();
    for (int i = 0; i < possible.size(); i++) {
      if (best.left(i) > 0) {
        left.add(possible.get(i).withCount(best.left(i)));
      }
    }
    if (left.isEmpty()) {
      return List.of();
    }
    Outlook outlook = new Outlook(settings, left, sources);
    List<ShortfallPlan.Limited> limited = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      limited.add(
          new ShortfallPlan.Limited(
              left.get(i).spec().id(), left.get(i).count(), outlook.groups(i)));
    }
    return limited;
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

package dev.pacer.placement.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Looks for the cheapest machines that hold what waits (N6): each source alone, and all together;
 * then with one machine less, as long as that works in some order; and for what is small, every
 * cheaper combination that is large enough. The effort is bounded by a number of placements, so the
 * same inputs give the same answer on every machine.
 */
final class Purchase {

  /** Placements that improving a purchase may cost. */
  private static final int EFFORT = 30_000;

  /** Instances up to which all cheaper combinations of machines are tried. */
  private static final int SMALL = 60;

  private static final int MANY_COMBINATIONS = 2_000;

  private final Market market;
  private final PackingOrder packingOrder;
  private final List<Pending> pending;
  private final int instances;
  private final List<int[]> orders = new ArrayList<>();
  private int effort;
  private Attempt best;

  Purchase(Market market, List<Pending> pending, PackingOrder packingOrder) {
    this.market = market;
    this.pending = pending;
    this.packingOrder = packingOrder;
    this.instances = pending.stream().mapToInt(Pending::count).sum();
    int[] given = new int[pending.size()];
    for (int i = 0; i < given.length; i++) {
      given[i] = i;
    }
    orders.add(given);
    this.best = market.nothing();
  }

  Attempt best() {
    if (instances == 0 || market.sourceCount() == 0) {
      return best;
    }
    int[] all = new int[market.sourceCount()];
    for (int s = 0; s < all.length; s++) {
      all[s] = market.limit(s);
    }
    take(market.attempt(all, orders.get(0)));
    if (all.length > 1) {
      for (int s = 0; s < all.length; s++) {
        int[] alone = new int[all.length];
        alone[s] = all[s];
        take(market.attempt(alone, orders.get(0)));
      }
    }
    boolean small = instances <= SMALL;
    if (mayTry() && (best.leftOver() == 0 ? cheaperIsThinkable() : small && mayHoldMore(all))) {
      addOrders();
      if (best.leftOver() == 0) {
        dropMachines();
      } else {
        takeInAnyOrder(all);
      }
      if (small) {
        tryCheaperCombinations();
      }
    }
    return best;
  }

  private boolean take(Attempt attempt) {
    effort += instances;
    boolean better = attempt.isBetterThan(best);
    if (better) {
      best = attempt;
    }
    return better;
  }

  private boolean mayTry() {
    return effort + instances <= EFFORT;
  }

  /** All machines together are large enough, so that another order might leave nothing over. */
  private boolean mayHoldMore(int[] all) {
    return market.couldSuffice(all);
  }

  /** Would one machine less, of any source, still be large enough? */
  private boolean cheaperIsThinkable() {
    if (market.sourceCount() > 1) {
      return best.machineCount() > 0;
    }
    int[] fewer = best.machines().clone();
    fewer[0]--;
    return fewer[0] >= 0 && market.couldSuffice(fewer);
  }

  /** Other orders than the first: by the sum of shares, and by each resource. */
  private void addOrders() {
    for (PackingOrder.Measure measure : PackingOrder.Measure.values()) {
      Integer[] order = new Integer[pending.size()];
      Arrays.setAll(order, i -> i);
      Arrays.sort(
          order,
          Comparator.comparingDouble((Integer i) -> -packingOrder.size(pending.get(i), measure)));
      orders.add(Arrays.stream(order).mapToInt(Integer::intValue).toArray());
    }
    if (instances > SMALL) {
      return;
    }
    SplittableRandom chance = new SplittableRandom(instances);
    int[] items = items();
    for (int i = 0; i < 20; i++) {
      orders.add(shuffledABit(items, chance));
    }
  }

  /** Every instance by itself, in the first order. */
  private int[] items() {
    int[] items = new int[instances];
    int next = 0;
    for (int i = 0; i < pending.size(); i++) {
      for (int k = pending.get(i).count(); k > 0; k--) {
        items[next++] = i;
      }
    }
    return items;
  }

  /** Mostly the largest first still. */
  private static int[] shuffledABit(int[] items, SplittableRandom chance) {
    int[] shuffled = items.clone();
    for (int i = 0; i + 1 < shuffled.length; i++) {
      int other = Math.min(shuffled.length - 1, i + chance.nextInt(1 + shuffled.length / 2));
      if (chance.nextInt(3) == 0) {
        int item = shuffled[i];
        shuffled[i] = shuffled[other];
        shuffled[other] = item;
      }
    }
    return shuffled;
  }

  private void dropMachines() {
    boolean dropped = true;
    while (dropped) {
      dropped = false;
      int[] dearestFirst = dearestFirst();
      for (int i = 0; i < dearestFirst.length && !dropped; i++) {
        int[] fewer = best.machines().clone();
        fewer[dearestFirst[i]]--;
        dropped =
            fewer[dearestFirst[i]] >= 0 && market.couldSuffice(fewer) && takeInAnyOrder(fewer);
      }
    }
  }

  private int[] dearestFirst() {
    Integer[] sources = new Integer[market.sourceCount()];
    Arrays.setAll(sources, s -> s);
    Arrays.sort(sources, Comparator.comparingLong(s -> -market.price(s)));
    return Arrays.stream(sources).mapToInt(Integer::intValue).toArray();
  }

  private boolean takeInAnyOrder(int[] machines) {
    for (int[] order : orders) {
      if (!mayTry()) {
        return false;
      }
      if (take(market.attempt(machines, order))) {
        return true;
      }
    }
    return false;
  }

  private void tryCheaperCombinations() {
    List<int[]> combinations = new ArrayList<>();
    collect(new int[market.sourceCount()], 0, combinations);
    combinations.sort(
        Comparator.comparingLong(market::cost)
            .thenComparingInt((int[] machines) -> Arrays.stream(machines).sum()));
    for (int[] machines : combinations) {
      if (takeInAnyOrder(machines) || !mayTry()) {
        return;
      }
    }
  }

  private boolean isTooDear(int[] machines) {
    return best.leftOver() == 0 && market.cost(machines) > best.cost();
  }

  /** All combinations that cost less than the best one and could suffice. */
  private void collect(int[] machines, int source, List<int[]> found) {
    if (found.size() >= MANY_COMBINATIONS || isTooDear(machines)) {
      return;
    }
    if (source == machines.length) {
      boolean better =
          best.leftOver() > 0
              || market.cost(machines) < best.cost()
              || Arrays.stream(machines).sum() < best.machineCount();
      if (better && market.couldSuffice(machines)) {
        found.add(machines.clone());
      }
      return;
    }
    for (int n = 0; n <= market.limit(source); n++) {
      machines[source] = n;
      if (isTooDear(machines)) {
        break;
      }
      collect(machines, source + 1, found);
    }
    machines[source] = 0;
  }
}

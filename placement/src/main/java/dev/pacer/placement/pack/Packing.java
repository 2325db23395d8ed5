package dev.pacer.placement.pack;

import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.Room;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One way to buy machines for waiting instances: first-fit decreasing over certain groups. */
final class Packing {

  private final OfferMatcher matcher;
  private final List<Pending> pending;
  private final List<Source> sources;
  private final PackingOrder order;
  private final boolean priced;
  private final Map<String, Integer> bought = new LinkedHashMap<>();
  private Board board;
  private List<Pending> unplaced;

  Packing(
      OfferMatcher matcher,
      List<Pending> pending,
      List<Source> sources,
      PackingOrder order,
      boolean priced) {
    this.matcher = matcher;
    this.pending = pending;
    this.sources = sources;
    this.order = order;
    this.priced = priced;
    this.board = new Board(matcher);
    this.unplaced = pending;
  }

  void pack() {
    List<Pending> rest = fillOpen(board, pending);
    while (!rest.isEmpty()) {
      Optional<Source> next = mostWorthwhile(rest);
      if (next.isEmpty()) {
        break;
      }
      buy(next.get());
      rest = fillOpen(board, rest);
    }
    unplaced = rest;
  }

  /** The group whose next machine costs least for what it would take of the rest. */
  private Optional<Source> mostWorthwhile(List<Pending> rest) {
    Source best = null;
    double bestCost = Double.POSITIVE_INFINITY;
    for (Source source : sources) {
      int index = bought.getOrDefault(source.group(), 0);
      if (index >= source.next().size()) {
        continue;
      }
      Board trial = board.copy();
      Room machine = source.next().get(index);
      trial.open(machine);
      double taken = 0;
      for (Pending waiting : rest) {
        int left = waiting.count();
        while (left > 0 && trial.put(waiting, machine.id())) {
          left--;
        }
        taken += (waiting.count() - left) * Math.max(order.dominantShare(waiting), 1e-9);
      }
      if (taken > 0 && cost(source) / taken < bestCost) {
        best = source;
        bestCost = cost(source) / taken;
      }
    }
    return Optional.ofNullable(best);
  }

  private void buy(Source source) {
    int index = bought.merge(source.group(), 1, Integer::sum) - 1;
    Room machine = source.next().get(index);
    board.open(machine);
  }

  private static List<Pending> fillOpen(Board board, List<Pending> pending) {
    List<Pending> rest = new ArrayList<>();
    for (Pending waiting : pending) {
      int left = board.fill(waiting);
      if (left > 0) {
        rest.add(waiting.withCount(left));
      }
    }
    return rest;
  }

  /**
   * Leaves out machines, the emptiest first, as long as the others hold everything. A group brings
   * its machines in order, so it is always its last one that is not bought.
   */
  void dropWhatOthersCanHold() {
    boolean dropped = true;
    while (dropped) {
      dropped = false;
      List<Source> byEmptiness = new ArrayList<>(List.copyOf(sources));
      byEmptiness.removeIf(source -> bought.getOrDefault(source.group(), 0) == 0);
      byEmptiness.sort(
          Comparator.comparingLong((Source source) -> board.placedIn(last(source).id()))
              .thenComparing(Source::group));
      for (Source source : byEmptiness) {
        if (dropLast(source)) {
          dropped = true;
          break;
        }
      }
    }
  }

  private Room last(Source source) {
    return source.next().get(bought.getOrDefault(source.group(), 0) - 1);
  }

  private boolean dropLast(Source without) {
    Board trial = new Board(matcher);
    for (Source source : sources) {
      int count = bought.getOrDefault(source.group(), 0) - (source.equals(without) ? 1 : 0);
      source.next().subList(0, count).forEach(trial::open);
    }
    List<Pending> rest = fillOpen(trial, pending);
    if (count(rest) > unplacedCount()) {
      return false;
    }
    bought.merge(without.group(), -1, Integer::sum);
    board = trial;
    unplaced = rest;
    return true;
  }

  private long cost(Source source) {
    return priced ? source.hourlyMicroDollars().orElseThrow() : source.weight();
  }

  long cost() {
    return sources.stream()
        .mapToLong(source -> bought.getOrDefault(source.group(), 0) * cost(source))
        .sum();
  }

  int machineCount() {
    return bought.values().stream().mapToInt(Integer::intValue).sum();
  }

  int unplacedCount() {
    return count(unplaced);
  }

  private static int count(List<Pending> waiting) {
    return waiting.stream().mapToInt(Pending::count).sum();
  }

  Map<String, Integer> machines() {
    Map<String, Integer> machines = new LinkedHashMap<>(bought);
    machines.values().removeIf(count -> count == 0);
    return machines;
  }

  List<Pending> unplaced() {
    return unplaced;
  }

  Board board() {
    return board;
  }
}

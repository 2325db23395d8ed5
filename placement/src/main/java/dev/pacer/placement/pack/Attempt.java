package dev.pacer.placement.pack;

import java.util.List;

/** One way to buy machines: how many of each source, and what is then still left over. */
final class Attempt {

  private final int[] machines;
  private final int[] left;
  private final long cost;
  private final List<Placed> placed;

  Attempt(int[] machines, int[] left, long cost, List<Placed> placed) {
    this.machines = machines;
    this.placed = placed;
    this.left = left;
    this.cost = cost;
  }

  int[] machines() {
    return machines;
  }

  /** Who stands where. */
  List<Placed> placed() {
    return placed;
  }

  /** What is left over, per item that waits. */
  int left(int which) {
    return left[which];
  }

  int leftOver() {
    int sum = 0;
    for (int each : left) {
      sum += each;
    }
    return sum;
  }

  long cost() {
    return cost;
  }

  int machineCount() {
    int sum = 0;
    for (int each : machines) {
      sum += each;
    }
    return sum;
  }

  /** More placed, then cheaper, then fewer machines. */
  boolean isBetterThan(Attempt other) {
    if (leftOver() != other.leftOver()) {
      return leftOver() < other.leftOver();
    }
    return cost != other.cost ? cost < other.cost : machineCount() < other.machineCount();
  }
}

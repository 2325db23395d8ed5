package dev.pacer.placement.fit;

import dev.pacer.placement.fit.Consumption.ScalarTake;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an amount from entries in their order, with the doubles of Marathon: exact fits over
 * several entries can be lost, and some sums make it fail (F3).
 */
final class ScalarCheck {

  /**
   * What taking came to.
   *
   * @param takes null when there is not enough
   * @param poison why Marathon fails on this; else null
   */
  record Result(@Nullable List<ScalarTake> takes, @Nullable Poison poison) {
    boolean isSplit() {
      return takes != null && takes.size() > 1;
    }
  }

  private ScalarCheck() {}

  /**
   * @param indexes the entries that qualify, in offer order
   * @param checksSums whether an unlucky sum makes Marathon fail: for all but disk
   */
  static Result take(
      Amount need, List<ResourceEntry> entries, List<Integer> indexes, boolean checksSums) {
    double left = need.exact();
    List<ScalarTake> takes = new ArrayList<>();
    for (int index : indexes) {
      if (left <= 0) {
        break;
      }
      double take = Math.min(left, entries.get(index).value());
      if (take > 0) {
        takes.add(new ScalarTake(index, take));
      }
      left -= take;
    }
    if (left > 0) {
      boolean fails = checksSums && !(need.exact() - left < need.exact());
      return new Result(null, fails ? Poison.UNLUCKY_SUM : null);
    }
    double sum = 0;
    for (int i = takes.size() - 1; i >= 0; i--) {
      sum += takes.get(i).amount();
    }
    return new Result(takes, checksSums && sum < need.exact() ? Poison.UNLUCKY_SUM : null);
  }

  /**
   * Would the same entries in the opposite order give another outcome? Two entries, a role's own
   * and the unreserved, are what real agents have.
   */
  static boolean orderMatters(
      Amount need, List<ResourceEntry> entries, List<Integer> indexes, boolean checksSums) {
    if (indexes.size() < 2) {
      return false;
    }
    List<Integer> reversed = new ArrayList<>(indexes);
    java.util.Collections.reverse(reversed);
    Result forth = take(need, entries, indexes, checksSums);
    Result back = take(need, entries, reversed, checksSums);
    return (forth.takes() == null) != (back.takes() == null) || forth.poison() != back.poison();
  }
}

package dev.pacer.simulator.aws.port;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list into what one call may carry. */
final class Portions {

  private Portions() {}

  static <T> List<List<T>> of(List<T> all, int most) {
    List<List<T>> portions = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      portions.add(all.subList(from, Math.min(all.size(), from + most)));
    }
    return portions;
  }
}

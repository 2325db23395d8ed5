package dev.pacer.simulator.marathon.matching;

import dev.pacer.simulator.offer.Resource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes an amount out of an offer's entries in turn, in doubles, as Marathon does (F3). */
final class Scalars {

  /** What was taken, entry by entry; {@code enough} false: it did not suffice. */
  record Taken(boolean enough, List<Part> parts) {}

  /** An amount out of one entry. */
  record Part(Resource source, double amount) {}

  private Scalars() {}

  /**
   * Takes {@code wanted} out of the entries.
   *
   * @param strict whether rounding that contradicts itself throws, as for all but disk
   * @throws IllegalArgumentException when sums of doubles contradict themselves (autoscaling.md F3)
   */
  static Taken take(double wanted, List<Resource> entries, boolean strict) {
    double left = wanted;
    List<Part> parts = new ArrayList<>();
    for (Resource entry : entries) {
      if (left <= 0) {
        break;
      }
      double taken = Math.min(left, amount(entry));
      left -= taken;
      parts.add(new Part(entry, taken));
    }
    boolean enough = left <= 0;
    if (strict) {
      if (enough) {
        double sum = 0;
        for (int i = parts.size() - 1; i >= 0; i--) {
          sum += parts.get(i).amount();
        }
        if (sum < wanted) {
          throw new IllegalArgumentException("requirement failed: consumed less than required");
        }
      } else if (!(wanted - left < wanted)) {
        throw new IllegalArgumentException("requirement failed: offered as much as required");
      }
    }
    return new Taken(enough, parts);
  }

  static double amount(Resource entry) {
    return entry.value() instanceof Resource.Value.Scalar scalar
        ? scalar.amount().doubleValue()
        : 0;
  }

  /** The entry with only what was taken. */
  static @Nullable Resource portion(Part part) {
    BigDecimal amount = BigDecimal.valueOf(part.amount()).stripTrailingZeros();
    if (amount.signum() <= 0) {
      return null;
    }
    Resource source = part.source();
    return new Resource(
        source.name(),
        new Resource.Value.Scalar(amount),
        source.role(),
        source.reservation(),
        source.disk());
  }
}

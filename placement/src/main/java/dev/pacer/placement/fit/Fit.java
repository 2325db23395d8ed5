package dev.pacer.placement.fit;

import java.util.List;
import java.util.function.Function;

/** Marathon's answer to one offer for one waiting instance. */
public sealed interface Fit {

  /**
   * It takes the offer.
   *
   * @param orderMatters had the same resources been offered, or the known instances been met, in
   *     another order, it might not
   */
  record Fits(Consumption consumption, boolean orderMatters) implements Fit {}

  /** It declines, with all its reasons in funnel order; a refusal by region has none (D4). */
  record Refused(List<RefusalReason> reasons) implements Fit {
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }

  /** The offer is made to another role: it is not looked at (F2). */
  record Ignored() implements Fit {}

  /** The matcher itself fails (F11). */
  record Throws(Poison cause) implements Fit {}

  default boolean fits() {
    return this instanceof Fits;
  }

  default <T> T match(
      Function<Fits, T> onFits,
      Function<Refused, T> onRefused,
      Function<Ignored, T> onIgnored,
      Function<Throws, T> onThrows) {
    if (this instanceof Fits fits) {
      return onFits.apply(fits);
    }
    if (this instanceof Refused refused) {
      return onRefused.apply(refused);
    }
    if (this instanceof Ignored ignored) {
      return onIgnored.apply(ignored);
    }
    return onThrows.apply((Throws) this);
  }
}

package dev.pacer.systemtests.cluster;

import dev.pacer.cluster.PeerUnreachableException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one loop behind both ways of waiting: look, let a little time pass, look again. */
final class Looking {

  private Looking() {}

  /**
   * @param stepOn lets a little time pass; false when there is none left
   */
  static <T> T until(
      String what,
      Supplier<? extends T> question,
      Predicate<? super T> passes,
      BooleanSupplier stepOn) {
    @Nullable Object seen;
    do {
      try {
        T answer = question.get();
        if (passes.test(answer)) {
          return answer;
        }
        seen = answer;
      } catch (PeerUnreachableException e) {
        seen = e.getMessage();
      }
    } while (stepOn.getAsBoolean());
    throw new AssertionError("waited in vain until %s; last seen: %s".formatted(what, seen));
  }
}

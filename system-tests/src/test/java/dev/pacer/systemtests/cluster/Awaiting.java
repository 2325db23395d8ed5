package dev.pacer.systemtests.cluster;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Lets simulated time pass: on a virtual clock by moving it, on a served one by looking again. */
public interface Awaiting {

  /**
   * Asks until the answer passes. A peer that cannot be reached just then is asked again.
   *
   * @param what is waited for, in words for the failure
   * @param atMost simulated time
   * @return the answer that passed
   * @throws AssertionError when it did not come true; says what was seen last
   */
  <T> T until(
      String what, Duration atMost, Supplier<? extends T> question, Predicate<? super T> passes);

  /** Lets so much simulated time pass. */
  void pass(Duration simulated);
}

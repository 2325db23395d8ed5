package dev.pacer.autoscaler;

import java.util.function.Function;

/** What came of an instance's turn. */
public sealed interface Turn {

  /** It leads, and ran a cycle. */
  record Ran(CycleReport report) implements Turn {}

  /** It did nothing, as it should: another leads, or it leads for too short a time. */
  record Idle(String why) implements Turn {}

  /** It could do nothing: ZooKeeper cannot be reached, or did not take what was to be written. */
  record Powerless(String why) implements Turn {}

  /** Calls the function of this case. */
  default <T> T match(
      Function<Ran, T> onRan, Function<Idle, T> onIdle, Function<Powerless, T> onPowerless) {
    if (this instanceof Ran ran) {
      return onRan.apply(ran);
    }
    if (this instanceof Idle idle) {
      return onIdle.apply(idle);
    }
    return onPowerless.apply((Powerless) this);
  }
}

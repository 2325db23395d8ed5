package dev.pacer.simulator.kernel;

import java.time.Duration;

/**
 * What goes wrong with a call to the simulated world. A value: scenarios name them, tests plant
 * them.
 */
public sealed interface Fault {

  /** The call is acted on and answered after a simulated delay. */
  record Delay(Duration by) implements Fault {}

  /**
   * The call is refused and not acted on. {@code code} is the error code of the protocol where it
   * has one (AWS: {@code Throttling}, {@code InsufficientInstanceCapacity}), else empty; {@code
   * status} is the HTTP status.
   */
  record Refuse(int status, String code, String message) implements Fault {}

  /**
   * The connection ends without an answer; {@code acted}: after the call was acted on, else before.
   */
  record Drop(boolean acted) implements Fault {}

  /** A read is answered as the world was {@code by} ago. */
  record Stale(Duration by) implements Fault {}

  /** The service cannot be reached at all: connections are cut at once. */
  record Partition() implements Fault {}

  /**
   * The answer is 200 but its body is replaced: HTML, cut short, another text. {@code keepBytes} is
   * how much of the right body is sent before it ends (-1: none of it, {@code body} instead).
   */
  record Garble(int keepBytes, String body) implements Fault {}

  /**
   * The caller dies after the named step of its own work; nothing of the service's. Only
   * rehearsals, which run tools inside the simulation, act on it.
   */
  record CrashAfter(String step) implements Fault {}
}

package dev.pacer.simulator.kernel;

import java.util.function.Supplier;

/** How the outside gets at the simulated world: one caller at a time, with the clock up to date. */
public interface Turn {

  /** Runs {@code question} while nobody else touches the world, and returns its answer. */
  <T> T take(Supplier<T> question);

  /** The turn of code that already runs on the simulation's only thread. */
  static Turn direct() {
    return new Turn() {
      @Override
      public <T> T take(Supplier<T> question) {
        return question.get();
      }
    };
  }
}

package dev.pacer.registryauth.keep;

import dev.pacer.registryauth.decision.Holding;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Where what is known survives a restart. */
public interface StateStore {

  /** Keeps nothing. */
  StateStore NONE =
      new StateStore() {
        @Override
        public Map<String, Holding> load(Instant now) {
          return Map.of();
        }

        @Override
        public void save(Map<String, Holding> holdings, Instant now) {}
      };

  /** What was saved last, by registry; empty when there is nothing usable. */
  Map<String, Holding> load(Instant now);

  /**
   * Saves all of it, or nothing.
   *
   * @throws IOException with one line for people
   */
  void save(Map<String, Holding> holdings, Instant now) throws IOException;
}

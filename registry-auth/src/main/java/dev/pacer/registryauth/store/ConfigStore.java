package dev.pacer.registryauth.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A place in a store that holds one config.json, whose writer says what it replaces. A failing
 * store throws the exceptions of its client.
 */
public interface ConfigStore {

  /**
   * What is there.
   *
   * @param text the config.json, empty when there is none
   * @param version stands for this state in {@link #replace}; empty for nothing ever
   */
  record Held(Optional<String> text, String version) {
    /** Shows no value. */
    @Override
    public String toString() {
      return (text.isPresent() ? "something" : "nothing") + ", version " + version;
    }
  }

  /**
   * What shall be there.
   *
   * @param empty whether there is no login in it at all
   * @param firstExpiry when the first login in it expires
   */
  record Content(String text, boolean empty, Optional<Instant> firstExpiry) {
    /** Shows no value. */
    @Override
    public String toString() {
      return "content of %d characters".formatted(text.length());
    }
  }

  /** Where it is, for people. */
  String place();

  /**
   * What is there now.
   *
   * @throws UnusableStoreException when it is something that is not ours to replace
   */
  Held read();

  /**
   * Puts it in place of what was read.
   *
   * @return false when somebody else wrote meanwhile, and nothing was changed
   * @throws UnusableStoreException when the store cannot take it
   */
  boolean replace(Held before, Content next);
}

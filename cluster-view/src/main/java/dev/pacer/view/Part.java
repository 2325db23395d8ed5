package dev.pacer.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One part of a snapshot: what was read, or why nothing was. A missing part is never empty. */
public sealed interface Part<T> {

  /**
   * A part that was read.
   *
   * @param asOf when it was asked for
   * @param doubts why it may not tell the whole; empty when nothing speaks against it
   */
  record Known<T>(T value, Instant asOf, List<String> doubts) implements Part<T> {
    public Known {
      doubts = List.copyOf(doubts);
    }
  }

  /**
   * A part that could not be read.
   *
   * @param why one line: what was asked, what came back
   */
  record Missing<T>(String why) implements Part<T> {}

  default Optional<T> find() {
    return this instanceof Known<T> known ? Optional.of(known.value()) : Optional.empty();
  }

  /** Why it cannot be relied on: it is missing, or doubtful; empty when it can. */
  default List<String> objections() {
    if (this instanceof Known<T> known) {
      return known.doubts();
    }
    return List.of(((Missing<T>) this).why());
  }

  default boolean isComplete() {
    return objections().isEmpty();
  }
}

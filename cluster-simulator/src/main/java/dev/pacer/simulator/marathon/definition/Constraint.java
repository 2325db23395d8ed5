package dev.pacer.simulator.marathon.definition;

import org.jspecify.annotations.Nullable;

/** One placement rule as written; {@code value} null where there is none. */
public record Constraint(String field, String operator, @Nullable String value) {

  /** The value, empty where there is none. */
  public String valueOrEmpty() {
    return value == null ? "" : value;
  }
}

package dev.pacer.placement.fit;

import org.jspecify.annotations.Nullable;

/** One placement constraint; a value that was left out is null, which is not the empty text. */
public record Constraint(String field, Operator operator, @Nullable String value) {

  /** Marathon's seven operators. */
  public enum Operator {
    UNIQUE,
    CLUSTER,
    GROUP_BY,
    LIKE,
    UNLIKE,
    MAX_PER,
    IS
  }

  @Override
  public String toString() {
    return value == null ? field + " " + operator : field + " " + operator + " " + value;
  }
}

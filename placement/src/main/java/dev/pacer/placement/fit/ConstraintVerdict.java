package dev.pacer.placement.fit;

import org.jspecify.annotations.Nullable;

/**
 * What one constraint says to one agent.
 *
 * @param poison why evaluating it fails, which is worse than a refusal; else null
 */
public record ConstraintVerdict(boolean accepted, @Nullable Poison poison) {

  static final ConstraintVerdict ACCEPTS = new ConstraintVerdict(true, null);
  static final ConstraintVerdict REFUSES = new ConstraintVerdict(false, null);

  static ConstraintVerdict of(boolean accepted) {
    return accepted ? ACCEPTS : REFUSES;
  }

  static ConstraintVerdict breaks(Poison poison) {
    return new ConstraintVerdict(false, poison);
  }
}

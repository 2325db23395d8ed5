package dev.pacer.registryauth.decision;

import java.util.Optional;

/**
 * The credentials of one registry that are held.
 *
 * @param good what is published, or shall be
 * @param fallback the proven one that an unproven {@code good} stands in for
 * @param candidate a fresh one that could not be verified yet and does not replace {@code good} yet
 */
public record Stock(Optional<Held> good, Optional<Held> fallback, Optional<Held> candidate) {

  /** Nothing at all. */
  public static final Stock EMPTY = new Stock(Optional.empty(), Optional.empty(), Optional.empty());
}

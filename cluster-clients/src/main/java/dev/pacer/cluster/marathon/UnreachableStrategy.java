package dev.pacer.cluster.marathon;

import java.time.Duration;

/** What happens to an instance whose agent went silent (marathon.md 9.1). */
public sealed interface UnreachableStrategy {

  /** Wait for ever. */
  record Disabled() implements UnreachableStrategy {}

  /**
   * Replace, then forget. Zero and zero means at once; greater values act only at the next
   * reconciliation after that time (up to 600 s later).
   *
   * @param inactiveAfter until a replacement is started
   * @param expungeAfter until the old one is forgotten
   */
  record ReplaceAfter(Duration inactiveAfter, Duration expungeAfter)
      implements UnreachableStrategy {}
}

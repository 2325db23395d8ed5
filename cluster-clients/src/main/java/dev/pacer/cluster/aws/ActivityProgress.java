package dev.pacer.cluster.aws;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How far an activity is.
 *
 * @param code as AWS spells it, such as {@code InProgress}, {@code MidLifecycleAction}, {@code
 *     Successful}
 * @param percent 0-100
 * @param message why it failed; AWS gives stock-outs and quotas here and nowhere else
 * @param endedAt absent until the end
 */
public record ActivityProgress(
    String code,
    int percent,
    Optional<String> message,
    Instant startedAt,
    Optional<Instant> endedAt) {
  private static final Set<String> FINAL_CODES = Set.of("Successful", "Failed", "Cancelled");

  public boolean finished() {
    return FINAL_CODES.contains(code);
  }

  public boolean failed() {
    return code.equals("Failed");
  }

  /** Held by a lifecycle hook. */
  public boolean heldByHook() {
    return code.equals("MidLifecycleAction");
  }
}

package dev.pacer.registryauth.ledger;

import dev.pacer.registryauth.credential.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a login in a target does not say of itself.
 *
 * @param issuedAt when it was obtained
 * @param expiresAt the end of its life at the latest; empty when nobody said that it ends
 * @param proven whether its registry accepted it
 */
public record Generation(Instant issuedAt, Optional<Instant> expiresAt, boolean proven) {

  /** That of a credential. */
  public static Generation of(Credential credential) {
    return new Generation(credential.issuedAt(), credential.expiresAt(), credential.proven());
  }

  /**
   * Whether this one, which is published, stays although the other is given: a living one before a
   * dead one, then a proven one before an unproven one (save in the last quarter of its life, where
   * one that lives longer is the better bet), then the one that ends later, then the newer.
   *
   * <p>Where one of the two has no known end, the ends say nothing: the newer one wins.
   */
  public boolean staysBefore(Generation given, Instant now) {
    if (isDead(now) != given.isDead(now)) {
      return given.isDead(now);
    }
    if (proven != given.proven && !isDead(now)) {
      return proven ? !isLate(now) || !given.endsAfter(this) : false;
    }
    if (expiresAt.isPresent()
        && given.expiresAt.isPresent()
        && !expiresAt.get().equals(given.expiresAt.get())) {
      return expiresAt.get().isAfter(given.expiresAt.get());
    }
    return !given.issuedAt.isAfter(issuedAt);
  }

  private boolean isDead(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }

  private boolean isLate(Instant now) {
    return expiresAt
        .map(
            end ->
                Duration.between(now, end)
                        .multipliedBy(4)
                        .compareTo(Duration.between(issuedAt, end))
                    < 0)
        .orElse(false);
  }

  private boolean endsAfter(Generation other) {
    return other.expiresAt.isPresent()
        && (expiresAt.isEmpty() || expiresAt.get().isAfter(other.expiresAt.get()));
  }

  /** This one with another's proof added. */
  Generation provenAlsoBy(Generation other) {
    return new Generation(issuedAt, expiresAt, proven || other.proven);
  }
}

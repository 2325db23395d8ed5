package dev.pacer.registryauth.decision;

import dev.pacer.registryauth.credential.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A credential and its life by our own clock, which may disagree with its issuer's.
 *
 * @param since when we asked for it
 * @param endsAt when its life ends, never later than its issuer says where our clock is right;
 *     empty when it does not end
 * @param revoked whether the registry has refused it since it was published
 */
public record Held(
    Credential credential, Instant since, Optional<Instant> endsAt, boolean revoked) {

  private static final double LATE = 0.25;

  /**
   * A credential that was just issued.
   *
   * @param asked our time when the issuer was asked
   * @param issuerTime what the issuer's clock said, if it told
   */
  public static Held issued(Credential credential, Instant asked, Optional<Instant> issuerTime) {
    return new Held(
        credential, asked, credential.expiresAt().map(end -> ours(asked, issuerTime, end)), false);
  }

  /** The earlier of what both clocks say; the issuer's alone where ours would bury it at birth. */
  private static Instant ours(Instant asked, Optional<Instant> issuerTime, Instant end) {
    if (issuerTime.isEmpty()) {
      return end;
    }
    Instant counted = asked.plus(Duration.between(issuerTime.get(), end));
    return counted.isBefore(end) || !end.isAfter(asked) ? counted : end;
  }

  /** The credential with its life told by our clock, the one that targets compare with. */
  public Credential byOurClock() {
    return new Credential(credential.login(), since, endsAt, credential.proven());
  }

  /** How much of its life is left; empty when it does not end. */
  public Optional<Duration> remaining(Instant now) {
    return endsAt.map(end -> Duration.between(now, end));
  }

  /** From when we asked for it to its end; empty when it does not end. */
  public Optional<Duration> life() {
    return endsAt.map(end -> Duration.between(since, end));
  }

  /** Whether it can still be used. */
  public boolean alive(Instant now) {
    return !revoked && endsAt.map(now::isBefore).orElse(true);
  }

  /** Whether less than a quarter of its life is left. */
  public boolean late(Instant now) {
    return below(LATE, now);
  }

  /** Whether less than that share of its life is left, or it is dead. */
  public boolean below(double share, Instant now) {
    if (!alive(now)) {
      return true;
    }
    if (endsAt.isEmpty()) {
      return false;
    }
    double life = Duration.between(since, endsAt.get()).toMillis();
    return Duration.between(now, endsAt.get()).toMillis() < life * share;
  }

  /** Whether this one is dead before the other is; one that never expires is never. */
  boolean endsBefore(Held other) {
    return endsAt.isPresent()
        && (other.endsAt.isEmpty() || endsAt.get().isBefore(other.endsAt.get()));
  }

  /** The same as seen by a clock that was set back. */
  Held shiftedBack(Duration step) {
    return new Held(credential, since.minus(step), endsAt.map(end -> end.minus(step)), revoked);
  }

  Held proven(boolean proven) {
    return new Held(credential.proven(proven), since, endsAt, revoked && !proven);
  }

  Held asRevoked() {
    return new Held(credential, since, endsAt, true);
  }
}

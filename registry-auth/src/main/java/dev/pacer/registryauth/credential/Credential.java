package dev.pacer.registryauth.credential;

import dev.pacer.cluster.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * What a registry's issuer handed out.
 *
 * @param issuedAt when it was obtained; its life is counted from then
 * @param expiresAt the end of its life at the latest; empty when nobody said that it ends
 * @param proven whether the registry itself accepted it; an unproven one never replaces a proven
 *     one that still lives, save in the last quarter of that one's life
 */
public record Credential(
    Login login, Instant issuedAt, Optional<Instant> expiresAt, boolean proven) {

  /** A credential that had some life when it was issued. */
  public Credential {
    if (expiresAt.isPresent() && !expiresAt.get().isAfter(issuedAt)) {
      throw new IllegalArgumentException("a credential must expire after it was issued");
    }
  }

  /** A credential that no registry has been asked about yet. */
  public static Credential unproven(
      String user, Secret secret, Instant issuedAt, Optional<Instant> expiresAt) {
    return new Credential(new Login(user, secret), issuedAt, expiresAt, false);
  }

  /** The user. */
  public String user() {
    return login.user();
  }

  /** The password. */
  public Secret secret() {
    return login.secret();
  }

  /** The same, with another proof. */
  public Credential proven(boolean isProven) {
    return new Credential(login, issuedAt, expiresAt, isProven);
  }

  /** Whether its life is over. */
  public boolean expiredAt(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }

  /** Whether this one is dead before the other is; one that never expires is never. */
  public boolean expiresBefore(Credential other) {
    return expiresAt.isPresent()
        && (other.expiresAt.isEmpty() || expiresAt.get().isBefore(other.expiresAt.get()));
  }

  @Override
  public String toString() {
    return "credential of %s, issued %s, %s%s"
        .formatted(
            login.user(),
            issuedAt,
            expiresAt.map(end -> "expires " + end).orElse("without expiry"),
            proven ? "" : ", unproven");
  }
}

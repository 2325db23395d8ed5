package dev.pacer.registryauth.issue;

import dev.pacer.registryauth.credential.Login;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an issuer answered. */
public sealed interface Issue {

  /**
   * A login.
   *
   * @param expiresAt by the issuer's clock; empty when it does not end
   * @param issuerTime what the issuer's clock said, to tell how far ours is off
   * @param askAgain how soon asking again may bring another one, however long this one lives; for
   *     issuers that cost nothing to ask, such as a file
   */
  record Issued(
      Login login,
      Optional<Instant> expiresAt,
      Optional<Instant> issuerTime,
      Optional<Duration> askAgain)
      implements Issue {

    /** From an issuer that need not be asked before the half of the life is over. */
    public Issued(Login login, Optional<Instant> expiresAt, Optional<Instant> issuerTime) {
      this(login, expiresAt, issuerTime, Optional.empty());
    }
  }

  /**
   * Nothing.
   *
   * @param reason one line without secrets: what was tried, what came back, what to do
   * @param retryAfter how long the issuer asks to wait
   */
  record NotIssued(Trouble trouble, String reason, Optional<Duration> retryAfter)
      implements Issue {}
}

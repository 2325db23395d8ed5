package dev.pacer.registryauth.decision;

import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.verdict.Finding;
import java.time.Instant;
import java.util.Optional;

/**
 * What the registry said.
 *
 * @param finding of the last verification
 * @param verifiedAt when it last let {@code good} in
 * @param refusal the login that it refused last
 */
public record Word(
    Optional<Finding> finding, Optional<Instant> verifiedAt, Optional<Refusal> refusal) {

  /** Nothing yet. */
  public static final Word NONE = new Word(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * A login that was refused: asking about it often helps nobody, and may lock the account.
   *
   * @param until when it may be tried again
   */
  public record Refusal(Login login, Instant until) {}
}

package dev.pacer.simulator.registry;

import dev.pacer.simulator.aws.ecr.RegistryTokens;

/** The tokens that the AWS account issued. */
public final class EcrPasswords implements Passwords {

  private static final String USER = "AWS";

  private final RegistryTokens tokens;

  public EcrPasswords(RegistryTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Standing check(String user, String password) {
    if (!user.equals(USER)) {
      return Standing.UNKNOWN;
    }
    if (tokens.accepts(password)) {
      return Standing.GOOD;
    }
    return tokens.expired(password) ? Standing.EXPIRED : Standing.UNKNOWN;
  }
}

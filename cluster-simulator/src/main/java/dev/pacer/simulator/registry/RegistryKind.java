package dev.pacer.simulator.registry;

/** How a registry asks for credentials, and answers to bad ones. */
public enum RegistryKind {
  /** Asks nobody. */
  OPEN,
  /** Basic, as docker-registry with an htpasswd file: a password opens every repository. */
  BASIC,
  /** A bearer token from a realm, as docker-registry with {@code auth.token}. */
  BEARER,
  /** Basic with Amazon ECR's own answers and the account's tokens. */
  ECR,
  /** A bearer token from a realm with ECR Public's own answers and the account's tokens. */
  ECR_PUBLIC;

  /** Whether it sends clients to a token realm. */
  public boolean hasRealm() {
    return this == BEARER || this == ECR_PUBLIC;
  }

  /** Whether it lets in whoever has a token of the AWS account. */
  public boolean takesEcrTokens() {
    return this == ECR || this == ECR_PUBLIC;
  }
}

package dev.pacer.simulator.registry;

import java.time.Duration;

/**
 * How a registry is set up.
 *
 * @param name tells registries apart; the service of its realm
 * @param owner the name in ECR's challenge and errors: account and region as its host has them
 * @param bearerLifetime how long a realm's token is good, in simulated time
 * @param realmField the member of the realm's answer that holds the token
 * @param expiredAnswer how ECR says that a token is over
 */
public record RegistrySettings(
    String name,
    RegistryKind kind,
    Owner owner,
    Duration bearerLifetime,
    RealmField realmField,
    ExpiredAnswer expiredAnswer) {

  /** The AWS account and region. */
  public record Owner(String account, String region) {
    /** The host that images of this account name. */
    public String host() {
      return "%s.dkr.ecr.%s.amazonaws.com".formatted(account, region);
    }
  }

  /**
   * Where a realm puts its token; ACR uses the second only, and Mesos' UCR reads the first only.
   */
  public enum RealmField {
    TOKEN,
    ACCESS_TOKEN,
    BOTH;

    /** Whether it is in {@code token}. */
    public boolean hasToken() {
      return this != ACCESS_TOKEN;
    }

    /** Whether it is in {@code access_token}. */
    public boolean hasAccessToken() {
      return this != TOKEN;
    }
  }

  /** ECR's two ways to say that a token is over, both with status 403. */
  public enum ExpiredAnswer {
    /** The older one: plain text. */
    TEXT,
    /** The newer one: a JSON error DENIED. */
    JSON
  }
}

package dev.pacer.registryauth.target;

import dev.pacer.cluster.Secret;
import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.RegistryName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Credentials for tests of targets. */
final class Given {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final Duration LIFE = Duration.ofHours(12);
  static final RegistryName ECR = new RegistryName("123456789012.dkr.ecr.eu-west-1.amazonaws.com");
  static final RegistryName TEAM = new RegistryName("registry.example:5000");

  private Given() {}

  /** A proven credential issued at that time, for {@link #LIFE}. */
  static Credential issued(String password, Instant at) {
    return new Credential(
        Credential.unproven("AWS", new Secret(password), at, Optional.empty()).login(),
        at,
        Optional.of(at.plus(LIFE)),
        true);
  }

  static CredentialSet set(RegistryName registry, Credential credential) {
    return new CredentialSet(Map.of(registry, credential));
  }
}

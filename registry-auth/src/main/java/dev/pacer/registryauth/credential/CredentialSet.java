package dev.pacer.registryauth.credential;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The credentials published together, at most one a registry, in a fixed order. */
public record CredentialSet(Map<RegistryName, Credential> byRegistry) {

  /** Nothing. */
  public static final CredentialSet EMPTY = new CredentialSet(Map.of());

  /** A set in the order given. */
  public CredentialSet {
    byRegistry = Collections.unmodifiableMap(new LinkedHashMap<>(byRegistry));
  }

  /** The credential of a registry, if there is one. */
  public Optional<Credential> of(RegistryName registry) {
    return Optional.ofNullable(byRegistry.get(registry));
  }

  /** The registries, in order. */
  public Set<RegistryName> registries() {
    return byRegistry.keySet();
  }

  /** Whether there is no credential at all. */
  public boolean isEmpty() {
    return byRegistry.isEmpty();
  }

  /** This set with one credential put in, or put in place of the one before. */
  public CredentialSet with(RegistryName registry, Credential credential) {
    Map<RegistryName, Credential> more = new LinkedHashMap<>(byRegistry);
    more.put(registry, credential);
    return new CredentialSet(more);
  }

  /** The part of this set whose registries are wanted. */
  public CredentialSet only(Predicate<RegistryName> wanted) {
    Map<RegistryName, Credential> fewer = new LinkedHashMap<>(byRegistry);
    fewer.keySet().removeIf(wanted.negate());
    return new CredentialSet(fewer);
  }

  /** When the first of them expires; empty when none does. */
  public Optional<Instant> firstExpiry() {
    return byRegistry.values().stream()
        .flatMap(credential -> credential.expiresAt().stream())
        .min(Comparator.naturalOrder());
  }

  @Override
  public String toString() {
    return "credentials of " + byRegistry.keySet();
  }
}

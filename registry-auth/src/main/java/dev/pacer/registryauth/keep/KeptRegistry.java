package dev.pacer.registryauth.keep;

import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.source.Source;
import java.util.List;

/**
 * A registry, under one or more host names with one credential. Registries that may fail apart from
 * one another, such as those of two accounts, are two of these.
 *
 * @param name its name in configuration, logs and metrics
 * @param hosts where the credential is for, and is verified
 * @param required whether the tool is ready only with it
 * @param anonymousOk whether pulls work without a credential, so that none is better than a dead
 *     one
 */
public record KeptRegistry(
    String name, List<RegistryName> hosts, Source source, boolean required, boolean anonymousOk) {

  /** At least one host. */
  public KeptRegistry {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("a registry needs at least one host");
    }
  }
}

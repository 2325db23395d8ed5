package dev.pacer.registryauth.lint;

import dev.pacer.registryauth.credential.RegistryName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known besides the apps.
 *
 * @param profiles what is published, and where; empty when nothing is known of that
 * @param agents what agents have in {@code --docker_config}; those without the flag left out
 * @param ownApps ids of the apps that publish
 */
public record LintFacts(List<Profile> profiles, List<AgentLogins> agents, Set<String> ownApps) {

  /** Copies the collections. */
  public LintFacts {
    profiles = List.copyOf(profiles);
    agents = List.copyOf(agents);
    ownApps = Set.copyOf(ownApps);
  }

  /** Nothing is known but the apps. */
  public static LintFacts none() {
    return new LintFacts(List.of(), List.of(), Set.of());
  }

  /**
   * Registries that are published together.
   *
   * @param archives where the archive can be fetched
   * @param secrets paths in the secret store at which it is kept
   */
  public record Profile(
      String name, Set<RegistryName> registries, List<Archive> archives, Set<String> secrets) {

    /** Copies the collections. */
    public Profile {
      registries = Set.copyOf(registries);
      archives = List.copyOf(archives);
      secrets = Set.copyOf(secrets);
    }
  }

  /** Who can read an archive that is a file on the agent. */
  public enum Readers {
    OWNER,
    GROUP,
    EVERYBODY
  }

  /**
   * Where an archive can be fetched.
   *
   * @param begins how its URI begins, such as {@code https://registry-auth.marathon.mesos:8443/}
   * @param ends how its URI ends, such as {@code /team-a/docker.tar.gz}; between the two a path may
   *     stand that proves the client
   */
  public record Archive(String begins, String ends, Readers readers) {

    boolean isAt(String place) {
      String plain = place.startsWith("/") ? "file://" + place : place;
      return plain.startsWith(begins)
          && plain.endsWith(ends)
          && plain.length() >= Math.max(begins.length(), ends.length());
    }
  }

  /**
   * What agents have in {@code --docker_config}.
   *
   * @param agents how many have just this
   * @param host one of them
   * @param registries that it has a login for
   * @param ecrTokens registries whose login is an ECR token
   * @param hasAuths whether it has an {@code auths} object
   */
  public record AgentLogins(
      int agents,
      String host,
      Set<RegistryName> registries,
      Set<RegistryName> ecrTokens,
      boolean hasAuths) {

    /** Copies the sets. */
    public AgentLogins {
      registries = Set.copyOf(registries);
      ecrTokens = Set.copyOf(ecrTokens);
    }
  }

  /** All registries that are published. */
  Set<RegistryName> registries() {
    return profiles.stream()
        .flatMap(profile -> profile.registries().stream())
        .collect(Collectors.toSet());
  }

  /** Whether some agents have a login for the registry in their flag. */
  boolean agentsHave(RegistryName registry) {
    return agents.stream().anyMatch(agent -> agent.registries().contains(registry));
  }

  /** The profiles whose archive this brings; none when it is not one of ours. */
  List<Profile> profilesAt(Fetch fetch) {
    return profiles.stream()
        .filter(p -> p.archives().stream().anyMatch(archive -> archive.isAt(fetch.place())))
        .toList();
  }

  /** The archives at this place. */
  List<Archive> archivesAt(Fetch fetch) {
    return profiles.stream()
        .flatMap(profile -> profile.archives().stream())
        .filter(archive -> archive.isAt(fetch.place()))
        .toList();
  }

  /** Whether this fetch is for Docker's logins: ours, or named like such a file. */
  boolean bringsLogins(Fetch fetch) {
    return fetch.looksLikeLogins()
        || fetch.isDockercfg()
        || fetch.isDockerConfig()
        || !profilesAt(fetch).isEmpty();
  }
}

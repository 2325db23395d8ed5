package dev.pacer.registryauth.config;

import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.decision.Timing;
import dev.pacer.registryauth.source.StaticFile;
import dev.pacer.registryauth.target.DirectorySettings;
import dev.pacer.registryauth.verify.VerifySettings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code registry-auth.yaml} says.
 *
 * @param stateDirectory where last good credentials and the lock are kept
 */
public record RegistryAuthConfig(
    Path stateDirectory, List<Registry> registries, List<Directory> directories, Timing timing) {

  /**
   * A registry and where its login comes from.
   *
   * @param caFile authorities to trust besides the system's
   */
  public record Registry(
      String name,
      List<RegistryName> hosts,
      StaticFile login,
      VerifySettings verify,
      Optional<Path> caFile,
      Use use) {
    /** Copies the hosts. */
    public Registry {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * How a registry is used.
   *
   * @param required whether the tool is ready only with it
   * @param anonymousOk whether pulls work without a login
   */
  public record Use(boolean required, boolean anonymousOk) {}

  /**
   * A directory to publish in.
   *
   * @param registries names of those that belong there
   */
  public record Directory(String name, DirectorySettings settings, Set<String> registries) {
    /** Copies the names. */
    public Directory {
      registries = Set.copyOf(registries);
    }
  }

  /** Names and hosts that are unique, and targets that name registries there are. */
  public RegistryAuthConfig {
    registries = List.copyOf(registries);
    requireOnce("registry", registries.stream().map(Registry::name).toList());
    requireOnce(
        "host",
        registries.stream().flatMap(r -> r.hosts().stream()).map(RegistryName::host).toList());
    requireOnce("target", directories.stream().map(Directory::name).toList());
    Set<String> all = registries.stream().map(Registry::name).collect(Collectors.toSet());
    directories =
        directories.stream()
            .map(
                directory ->
                    directory.registries().isEmpty()
                        ? new Directory(directory.name(), directory.settings(), all)
                        : directory)
            .toList();
    for (Directory directory : directories) {
      for (String name : directory.registries()) {
        if (!all.contains(name)) {
          throw new IllegalArgumentException(
              "target %s names registry %s, which there is not".formatted(directory.name(), name));
        }
      }
    }
  }

  private static void requireOnce(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("%s %s is there twice".formatted(what, name));
      }
    }
  }
}

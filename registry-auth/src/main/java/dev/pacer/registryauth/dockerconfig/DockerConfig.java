package dev.pacer.registryauth.dockerconfig;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a config.json, or its older form .dockercfg, that holds our entries and nothing else. */
public final class DockerConfig {

  private DockerConfig() {}

  /**
   * A config.json: always an {@code auths} object, with one key per registry, in the order of keys.
   *
   * @throws IllegalArgumentException when there is no entry, or two of one registry
   */
  public static byte[] of(Collection<AuthEntry> entries) {
    return ("{\"auths\":" + auths(entries) + "}\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** A .dockercfg: the same without the {@code auths} around it. */
  public static byte[] legacyOf(Collection<AuthEntry> entries) {
    return (auths(entries) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static String auths(Collection<AuthEntry> entries) {
    requireOneEach(entries);
    return entries.stream()
        .sorted(Comparator.comparing(AuthEntry::key))
        .map(entry -> '"' + entry.key() + "\":" + entry.json())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Refuses to write nothing, or one registry twice. */
  static List<AuthEntry> requireOneEach(Collection<AuthEntry> entries) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("there is no credential to write");
    }
    Set<String> keys = new HashSet<>();
    for (AuthEntry entry : entries) {
      if (!keys.add(entry.key())) {
        throw new IllegalArgumentException("two credentials of " + entry.key());
      }
    }
    return List.copyOf(entries);
  }
}

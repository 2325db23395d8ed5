package dev.pacer.registryauth.credential;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A registry, as images name it: a lower-case {@code host[:port]} without scheme or path. Docker
 * Hub's several names are one registry, {@code docker.io}.
 */
public record RegistryName(String host) implements Comparable<RegistryName> {

  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,260}$)([a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?"
              + "(:[1-9][0-9]{0,4})?");
  private static final Pattern IP6 = Pattern.compile("\\[[0-9a-f:.]{2,45}](:[1-9][0-9]{0,4})?");
  private static final Set<String> HUB =
      Set.of("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");
  private static final String HUB_KEY = "https://index.docker.io/v1/";

  /** Docker Hub; made after what its name is checked by. */
  public static final RegistryName DOCKER_HUB = new RegistryName("docker.io");

  /** A name in the canonical form. */
  public RegistryName {
    if (!HOST.matcher(host).matches() && !IP6.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "must be a registry's host[:port] in lower case, without scheme or path");
    }
    int colon = host.startsWith("[") ? host.indexOf("]:") + 1 : host.indexOf(':');
    if (colon > 0 && Integer.parseInt(host.substring(colon + 1)) > 65_535) {
      throw new IllegalArgumentException("must have a port of at most 65535");
    }
    if (HUB.contains(host)) {
      host = "docker.io";
    }
  }

  /**
   * The registry that a key of somebody's config.json means: with or without scheme and path, in
   * any case. Empty when the key names no host.
   */
  public static Optional<RegistryName> ofConfigKey(String key) {
    String rest = key.strip();
    int scheme = rest.indexOf("://");
    if (scheme >= 0) {
      rest = rest.substring(scheme + 3);
    }
    int slash = rest.indexOf('/');
    if (slash >= 0) {
      rest = rest.substring(0, slash);
    }
    try {
      return Optional.of(new RegistryName(rest.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The one key under which config.json has this registry. */
  public String configKey() {
    return equals(DOCKER_HUB) ? HUB_KEY : host;
  }

  /** The {@code host[:port]} that serves the registry's API. */
  public String apiHost() {
    return equals(DOCKER_HUB) ? "registry-1.docker.io" : host;
  }

  @Override
  public int compareTo(RegistryName other) {
    return host.compareTo(other.host);
  }

  @Override
  public String toString() {
    return host;
  }
}

package dev.pacer.registryauth.dockerconfig;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a registry is called in a config.json. Of the many keys that some client accepts for a host,
 * one works everywhere: bare lower-case {@code host[:port]}; for Docker Hub its old URL.
 */
public final class RegistryKey {

  /** The one key of Docker Hub that the docker client looks for. */
  public static final String HUB = "https://index.docker.io/v1/";

  private static final String HUB_HOST = "index.docker.io";
  private static final Set<String> HUB_HOSTS =
      Set.of("docker.io", HUB_HOST, "registry-1.docker.io");
  private static final Pattern HOST =
      Pattern.compile("([a-z0-9_]([a-z0-9._-]*[a-z0-9_])?|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  private RegistryKey() {}

  /**
   * The key to write for a registry.
   *
   * @param host such as {@code registry.example.com:5000}
   * @throws IllegalArgumentException when it is no host with an optional port
   */
  public static String of(String host) {
    String normal = hostOf(host);
    if (!HOST.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
      throw new IllegalArgumentException(
          "a registry is named host or host:port, without scheme and path");
    }
    return normal.equals(HUB_HOST) ? HUB : normal;
  }

  /** The host that any client takes the key for; keys of one host are aliases of each other. */
  public static String hostOf(String key) {
    String rest = key.strip().toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    return HUB_HOSTS.contains(host) ? HUB_HOST : host;
  }
}

package dev.pacer.registryauth.dockerconfig;

import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes a config.json, or its older form .dockercfg, that holds our logins and nothing else: one
 * key per registry, always {@code auth}, in the order of registries.
 */
public final class DockerConfig {

  private DockerConfig() {}

  /** A config.json: always with an {@code auths} object, also when that is empty. */
  public static byte[] of(Map<RegistryName, Login> logins) {
    return bytes("{\"auths\":" + auths(logins) + "}\n");
  }

  /** A .dockercfg: the same without the {@code auths} around it. */
  public static byte[] legacyOf(Map<RegistryName, Login> logins) {
    return bytes(auths(logins) + "\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String auths(Map<RegistryName, Login> logins) {
    return new TreeMap<>(logins)
        .entrySet().stream()
            .map(entry -> '"' + entry.getKey().configKey() + "\":" + entry(entry.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
  }

  /** The value of an entry; base64 needs no escaping. */
  static String entry(Login login) {
    return "{\"auth\":\"" + login.auth() + "\"}";
  }
}

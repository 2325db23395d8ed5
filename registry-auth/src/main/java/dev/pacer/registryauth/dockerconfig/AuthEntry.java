package dev.pacer.registryauth.dockerconfig;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a config.json says for one registry. Its {@code toString} shows no credential.
 *
 * @param key as clients look it up: what {@link RegistryKey#of} makes of the host
 * @param auth base64 of {@code user:password}, padded, in one line
 */
public record AuthEntry(String key, String auth) {

  /**
   * @throws IllegalArgumentException when some client could not read it; never quoting it
   */
  public AuthEntry {
    if (!key.equals(RegistryKey.HUB) && !key.equals(RegistryKey.of(key))) {
      throw new IllegalArgumentException("the key must be the registry's canonical one");
    }
    int colon = decode(auth).indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("the credential of %s has no user".formatted(key));
    }
    if (decode(auth).length() == colon + 1) {
      throw new IllegalArgumentException("the credential of %s has no password".formatted(key));
    }
  }

  /** The entry of a registry with that user and password. */
  public static AuthEntry of(String host, String user, String password) {
    return new AuthEntry(
        RegistryKey.of(host),
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
  }

  private static String decode(String auth) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(auth);
    } catch (IllegalArgumentException e) {
      // Without its cause, which quotes a character of the credential.
      throw new IllegalArgumentException("a credential is not base64");
    }
    if (!Base64.getEncoder().encodeToString(bytes).equals(auth)) {
      throw new IllegalArgumentException("a credential is not base64 with padding");
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.endsWith("\n") || text.endsWith("\r") || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a credential ends in a line break or holds a zero byte; check its secret file");
    }
    return text;
  }

  /** The member of the {@code auths} object's value; nothing in it needs escaping. */
  String json() {
    return "{\"auth\":\"" + auth + "\"}";
  }

  @Override
  public String toString() {
    return "credential of " + key;
  }
}

package dev.pacer.registryauth.credential;

import dev.pacer.cluster.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A user and a password as a registry takes them with Basic authentication; never prints them. */
public record Login(String user, Secret secret) {

  /** A login that survives the way through config.json: no colon in the user, no line breaks. */
  public Login {
    if (user.isEmpty() || user.indexOf(':') >= 0 || hasControl(user)) {
      throw new IllegalArgumentException(
          "a user must not be empty, nor hold a colon or a control character");
    }
    if (hasControl(secret.reveal())) {
      throw new IllegalArgumentException(
          "a password must not hold line breaks or other control characters");
    }
  }

  /**
   * Reads the {@code auth} of config.json: padded standard base64 of {@code user:password}, split
   * at the first colon. Empty when it is not one.
   */
  public static Optional<Login> ofAuth(String auth) {
    if (auth.isEmpty() || auth.length() % 4 != 0) {
      return Optional.empty();
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Base64.getDecoder().decode(auth)))
              .toString();
      int colon = text.indexOf(':');
      if (colon <= 0 || colon == text.length() - 1) {
        return Optional.empty();
      }
      return Optional.of(
          new Login(text.substring(0, colon), new Secret(text.substring(colon + 1))));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The {@code auth} of config.json, itself a secret: base64 of {@code user:password}. */
  public String auth() {
    return Base64.getEncoder()
        .encodeToString((user + ":" + secret.reveal()).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  @Override
  public String toString() {
    return "login of " + user;
  }
}

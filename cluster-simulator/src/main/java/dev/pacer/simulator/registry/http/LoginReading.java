package dev.pacer.simulator.registry.http;

import dev.pacer.frame.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Reads what a request brings in {@code Authorization}. */
final class LoginReading {

  /** A user and password. */
  record Basic(String user, String password) {
    @Override
    public String toString() {
      return "login of " + user;
    }
  }

  private LoginReading() {}

  /** The user and password; split at the first colon. */
  static Optional<Basic> basic(Request request) {
    return value(request, "basic").flatMap(LoginReading::decode);
  }

  /** The bearer token. */
  static Optional<String> bearer(Request request) {
    return value(request, "bearer");
  }

  private static Optional<String> value(Request request, String scheme) {
    return request
        .header("Authorization")
        .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(scheme + " "))
        .map(text -> text.substring(scheme.length() + 1).strip());
  }

  private static Optional<Basic> decode(String base64) {
    try {
      String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Basic(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

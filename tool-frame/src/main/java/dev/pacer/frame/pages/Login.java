package dev.pacer.frame.pages;

import dev.pacer.frame.config.Secret;
import dev.pacer.frame.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Who may see a tool's pages. */
public sealed interface Login {
  /** HTTP basic authentication. */
  record Basic(String user, Secret password) implements Login {
    public Basic {
      if (user.isBlank() || user.contains(":")) {
        throw new IllegalArgumentException("user: must be a name without a colon");
      }
    }
  }

  /** A bearer token. */
  record Bearer(Secret token) implements Login {}

  /** Whether the request proves it; takes the same time for every wrong answer. */
  default boolean admits(Request request) {
    Optional<String> given = request.header("Authorization");
    return given.isPresent() && same(expected(), given.get().strip());
  }

  private String expected() {
    if (this instanceof Basic basic) {
      byte[] pair =
          (basic.user() + ":" + basic.password().value()).getBytes(StandardCharsets.UTF_8);
      return "basic " + Base64.getEncoder().encodeToString(pair);
    }
    return "bearer " + ((Bearer) this).token().value();
  }

  private static boolean same(String expected, String given) {
    int space = given.indexOf(' ');
    String scheme = space < 0 ? "" : given.substring(0, space).toLowerCase(Locale.ROOT);
    String normal = scheme + " " + given.substring(space + 1).strip();
    return MessageDigest.isEqual(digest(expected), digest(normal));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What a refusal asks for. */
  default String challenge() {
    return this instanceof Basic ? "Basic realm=\"pacer\", charset=\"UTF-8\"" : "Bearer";
  }
}

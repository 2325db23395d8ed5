package dev.pacer.simulator.mesos.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.mesos.MesosSettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Who asks: basic authentication (mesos.md 12). */
final class Gate {

  /** Somebody known, or a refusal. */
  record Entry(@Nullable String principal, @Nullable Reply refusal) {}

  private final MesosSettings.Access access;
  private final String realm;

  Gate(MesosSettings.Access access, String realm) {
    this.access = access;
    this.realm = realm;
  }

  Entry enter(Request request, boolean readWrite) {
    if (!access.authenticates()) {
      return new Entry(null, null);
    }
    String principal = principal(request.header("Authorization").orElse(""));
    if (principal != null) {
      return new Entry(principal, null);
    }
    return new Entry(
        null,
        Replies.text(401, "401 Unauthorized.")
            .with(
                "WWW-Authenticate",
                "Basic realm=\"%s-%s\"".formatted(realm, readWrite ? "readwrite" : "readonly")));
  }

  private @Nullable String principal(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return null;
    }
    String pair;
    try {
      pair =
          new String(
              Base64.getDecoder().decode(authorization.substring(6).strip()),
              StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
    int colon = pair.indexOf(':');
    String name = colon < 0 ? pair : pair.substring(0, colon);
    return colon >= 0 && pair.substring(colon + 1).equals(access.passwords().get(name))
        ? name
        : null;
  }

  boolean allows(@Nullable String principal, String acl) {
    return access.allows(principal, acl);
  }

  static Reply forbidden() {
    return Replies.text(403, "403 Forbidden.");
  }
}

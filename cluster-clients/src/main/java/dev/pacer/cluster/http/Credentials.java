package dev.pacer.cluster.http;

import dev.pacer.cluster.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Who we are to a peer. Sent with every request, but only to hosts that we know. */
public interface Credentials {

  /**
   * The value of the header {@code Authorization}; may ask a login service, so it can throw what
   * such a call throws.
   */
  Optional<String> authorization();

  /**
   * Called after a 401: whether another {@link #authorization()} can be had than the one refused.
   *
   * @param refused the value that was sent
   */
  boolean renew(String refused);

  /** Texts that must never be shown, should a peer send them back. */
  List<String> secrets();

  /** Nobody. */
  static Credentials none() {
    return new Credentials() {
      @Override
      public Optional<String> authorization() {
        return Optional.empty();
      }

      @Override
      public boolean renew(String refused) {
        return false;
      }

      @Override
      public List<String> secrets() {
        return List.of();
      }

      @Override
      public String toString() {
        return "no credentials";
      }
    };
  }

  /** Basic authentication, sent without being asked for. */
  static Credentials basic(String user, Secret password) {
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user name for basic authentication has no colon");
    }
    String encoded =
        Base64.getEncoder()
            .encodeToString((user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8));
    return new Credentials() {
      @Override
      public Optional<String> authorization() {
        return Optional.of("Basic " + encoded);
      }

      @Override
      public boolean renew(String refused) {
        return false;
      }

      @Override
      public List<String> secrets() {
        return List.of(encoded, password.reveal());
      }

      @Override
      public String toString() {
        return "basic authentication as " + user;
      }
    };
  }
}

package dev.pacer.cluster.dcos;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Signs the short-lived JWT with which a service account logs in. */
final class LoginTokens {

  /** Enough for clocks that differ and a slow login; DC/OS takes five minutes at most. */
  static final Duration LIFETIME = Duration.ofMinutes(2);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private LoginTokens() {}

  static String sign(ServiceAccount account, Instant now) {
    String head = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
    String claims = encode(LoginJson.claims(account.uid(), now.plus(LIFETIME)));
    String signed = head + "." + claims;
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(account.key());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "cannot sign with the key of service account " + account.uid(), e);
    }
  }

  private static String encode(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

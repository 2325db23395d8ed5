package dev.pacer.registryauth.serve;

import dev.pacer.cluster.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * A segment of a profile's path that only those who may fetch it know. Mesos' fetcher can send
 * neither a header nor a certificate, so it is the one proof there is.
 */
public record Capability(Secret segment) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22,128}");

  /** A segment that holds at least 128 bits: 22 characters of base64url, or 32 of hex. */
  public Capability {
    if (!FORM.matcher(segment.reveal()).matches()) {
      throw new IllegalArgumentException(
          "must be 22 to 128 letters, digits, dashes or underscores, such as from:"
              + " openssl rand -hex 16");
    }
  }

  /** Whether that text is it; takes the same time for every wrong text of its length. */
  boolean is(String text) {
    return MessageDigest.isEqual(
        segment.reveal().getBytes(StandardCharsets.US_ASCII),
        text.getBytes(StandardCharsets.UTF_8));
  }
}

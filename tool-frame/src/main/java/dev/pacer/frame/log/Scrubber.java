package dev.pacer.frame.log;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Takes known secrets out of text: as they are, in base64 (with and without padding, both
 * alphabets) and URL-encoded. Secrets shorter than four characters would hide ordinary words and
 * are not taken.
 */
public final class Scrubber {
  private static final int LEAST = 4;
  private static final String HIDDEN = "***";

  // Longest first, so that a secret that contains another is hidden whole.
  private volatile String[] forms = new String[0];

  /** From now on hides this secret. */
  public synchronized void hide(String secret) {
    if (secret.length() < LEAST) {
      return;
    }
    TreeSet<String> all =
        new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(s -> s));
    all.addAll(List.of(forms));
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    all.add(secret);
    all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
    all.add(Base64.getEncoder().encodeToString(bytes));
    all.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    all.add(Base64.getUrlEncoder().encodeToString(bytes));
    all.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    forms = all.toArray(String[]::new);
  }

  /** The text without any secret. */
  public String scrub(String text) {
    String clean = text;
    for (String form : forms) {
      if (clean.contains(form)) {
        clean = clean.replace(form, HIDDEN);
      }
    }
    return clean;
  }
}

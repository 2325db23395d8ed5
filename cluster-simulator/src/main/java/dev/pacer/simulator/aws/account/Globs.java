package dev.pacer.simulator.aws.account;

import java.util.regex.Pattern;

/**
 * Patterns in which {@code *} is any text and {@code ?} any character, as EC2 and IAM have them.
 */
public final class Globs {

  private Globs() {}

  public static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (c == '\\' && i + 1 < glob.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(glob.charAt(i))));
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** Whether the text fits; without wildcards this is equality. */
  public static boolean fits(String glob, String text) {
    boolean plain = glob.indexOf('*') < 0 && glob.indexOf('?') < 0 && glob.indexOf('\\') < 0;
    return plain ? glob.equals(text) : pattern(glob).matcher(text).matches();
  }

  /** A 64-bit hash that is the same on every machine (FNV-1a). */
  public static long stableHash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    return hash;
  }
}

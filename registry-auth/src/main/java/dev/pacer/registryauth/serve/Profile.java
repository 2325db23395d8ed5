package dev.pacer.registryauth.serve;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An archive that is served under a name.
 *
 * @param name in its path
 * @param target what is served
 * @param capabilities a path must hold one of them; two while one is being replaced; none where the
 *     address of whoever asks is proof enough
 */
public record Profile(String name, ArchiveTarget target, List<Capability> capabilities) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** A profile with a name that stands in a path as it is. */
  public Profile {
    if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "a profile's name must be 1 to 64 letters, digits, dots, dashes or underscores");
    }
    capabilities = List.copyOf(capabilities);
    if (capabilities.size() > 2) {
      throw new IllegalArgumentException("a profile has at most two capabilities at once");
    }
  }

  boolean opensWith(String segment) {
    boolean opens = false;
    for (Capability capability : capabilities) {
      opens |= capability.is(segment);
    }
    return opens;
  }
}

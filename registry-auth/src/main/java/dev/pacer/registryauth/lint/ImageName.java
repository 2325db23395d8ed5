package dev.pacer.registryauth.lint;

import dev.pacer.registryauth.credential.RegistryName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image as apps name it: {@code [host[:port]/]path[:tag][@digest]}.
 *
 * @param text as written
 * @param registry where it is pulled from; empty when what stands there can be no host
 * @param tag empty when none is named, which means {@code latest}
 * @param digest empty when none is named
 */
public record ImageName(
    String text, Optional<RegistryName> registry, Optional<String> tag, Optional<String> digest) {

  private static final Pattern FIXED =
      Pattern.compile(".*[0-9]+[._-][0-9]+.*|v?[0-9]+|(.*[._-])?[0-9a-f]{7,64}|.*[0-9]{6,}.*");

  /** Takes a name apart. */
  public static ImageName read(String text) {
    String rest = text.strip();
    Optional<String> digest = Optional.empty();
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = Optional.of(rest.substring(at + 1));
      rest = rest.substring(0, at);
    }
    int slash = rest.indexOf('/');
    String first = slash < 0 ? "" : rest.substring(0, slash);
    boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
    String path = named ? rest.substring(slash + 1) : rest;
    int colon = path.lastIndexOf(':');
    Optional<String> tag =
        colon > path.lastIndexOf('/') ? Optional.of(path.substring(colon + 1)) : Optional.empty();
    return new ImageName(
        text.strip(), named ? registry(first) : Optional.of(RegistryName.DOCKER_HUB), tag, digest);
  }

  private static Optional<RegistryName> registry(String host) {
    try {
      return Optional.of(new RegistryName(host.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the name may stand for another image tomorrow. A tag that looks like a version, a
   * commit or a date is taken to be fixed.
   */
  public boolean isMutable() {
    return digest.isEmpty() && !FIXED.matcher(tag.orElse("latest")).matches();
  }
}

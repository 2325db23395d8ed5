package dev.pacer.cluster.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the header {@code Location}. */
final class RedirectTarget {

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private RedirectTarget() {}

  static boolean isRedirect(int status) {
    return STATUSES.contains(status);
  }

  /**
   * The address a redirect names, whole, relative or without scheme ({@code //host:port/path}, as
   * Mesos writes it); empty if it names none that we could ask.
   */
  static Optional<URI> resolve(URI from, String location) {
    URI target;
    try {
      target = from.resolve(new URI(location.strip())).normalize();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
    String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme)
        || target.getHost() == null
        || target.getRawUserInfo() != null) {
      return Optional.empty();
    }
    String text = target.toString();
    int fragment = text.indexOf('#');
    return Optional.of(fragment < 0 ? target : URI.create(text.substring(0, fragment)));
  }
}

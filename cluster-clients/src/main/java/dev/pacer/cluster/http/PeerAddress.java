package dev.pacer.cluster.http;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who a peer is and where it can be asked.
 *
 * @param name as errors call it, such as {@code Marathon}
 * @param baseUrls equal servers, asked in this order; each may have a path
 * @param trustedHosts hosts, as {@code host} or {@code host:port}, that get our credentials besides
 *     those of the base URLs when a redirect leads there
 */
public record PeerAddress(String name, List<URI> baseUrls, Set<String> trustedHosts) {

  /** Refuses addresses that are no plain http or https URLs. */
  public PeerAddress {
    if (baseUrls.isEmpty()) {
      throw new IllegalArgumentException("need at least one URL of " + name);
    }
    for (URI url : baseUrls) {
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      if (!Set.of("http", "https").contains(scheme) || url.getHost() == null) {
        throw new IllegalArgumentException(
            "a URL of " + name + " looks like http://host:port, was " + Redaction.url(url));
      }
      if (url.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "the URL of "
                + name
                + " holds a user name; give user and password by themselves: "
                + Redaction.url(url));
      }
      if (url.getRawQuery() != null || url.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "a URL of " + name + " has no '?' and no '#', was " + Redaction.url(url));
      }
    }
    baseUrls = List.copyOf(new LinkedHashSet<>(baseUrls));
    trustedHosts = Set.copyOf(trustedHosts);
  }

  /** A peer at these URLs, trusting no other host. */
  public static PeerAddress of(String name, List<URI> baseUrls) {
    return new PeerAddress(name, baseUrls, Set.of());
  }

  /** The address of a target at one of the base URLs. */
  static URI resolve(URI base, String target) {
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + target);
  }

  /** Whether credentials may go there: a host that was named to us, and no step down from https. */
  boolean trusts(URI url, URI cameFrom) {
    if ("https".equalsIgnoreCase(cameFrom.getScheme())
        && !"https".equalsIgnoreCase(url.getScheme())) {
      return false;
    }
    return baseUrls.stream().anyMatch(base -> sameServer(base, url))
        || trustedHosts.contains(url.getHost())
        || trustedHosts.contains(url.getHost() + ":" + portOf(url));
  }

  private static boolean sameServer(URI a, URI b) {
    return a.getHost().equalsIgnoreCase(b.getHost()) && portOf(a) == portOf(b);
  }

  private static int portOf(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
  }
}

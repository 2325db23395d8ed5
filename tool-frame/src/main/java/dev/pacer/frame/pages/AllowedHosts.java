package dev.pacer.frame.pages;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names under which a tool may be asked. Refusing all others keeps a web page elsewhere from
 * reading a tool's answers through a name that it points at the tool (DNS rebinding); an address as
 * such cannot be pointed anywhere, so addresses are fine where the tool listens on more than
 * loopback.
 */
final class AllowedHosts {
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+(%[0-9a-z]+)?]");

  private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
  private final boolean anyAddress;

  AllowedHosts(InetAddress bound, List<String> configured) {
    String address = bound.getHostAddress().toLowerCase(Locale.ROOT);
    names.add(address.contains(":") ? "[" + address + "]" : address);
    configured.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    this.anyAddress = !bound.isLoopbackAddress();
  }

  boolean allow(Optional<String> hostHeader) {
    if (hostHeader.isEmpty()) {
      return false;
    }
    String host = hostHeader.get().strip().toLowerCase(Locale.ROOT);
    int colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
      if (!host.substring(colon + 1).matches("[0-9]{0,5}")) {
        return false;
      }
      host = host.substring(0, colon);
    }
    return names.contains(host) || (anyAddress && ADDRESS.matcher(host).matches());
  }
}

package dev.pacer.cluster.zookeeper;

import dev.pacer.cluster.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code zk://[user:password@]host:port,host:port/path}, the way Mesos and Marathon name a place in
 * ZooKeeper.
 *
 * @param hosts each {@code host:port}
 * @param path absolute, without a slash at its end; {@code /} alone for the root
 */
public record ZooKeeperUrl(
    List<String> hosts, String path, Optional<DigestCredentials> credentials) {
  /** ZooKeeper's own port, used when a host names none. */
  public static final int DEFAULT_PORT = 2181;

  private static final String SCHEME = "zk://";
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?");

  public ZooKeeperUrl {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("a ZooKeeper address needs at least one host");
    }
    if (!path.startsWith("/") || (path.length() > 1 && path.endsWith("/"))) {
      throw new IllegalArgumentException("a ZooKeeper path starts with / and does not end with it");
    }
  }

  /** Whether the text means to be one of these. */
  public static boolean looksLike(String text) {
    return text.startsWith(SCHEME);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException saying what is wrong, without the credentials
   */
  public static ZooKeeperUrl parse(String text) {
    if (!looksLike(text)) {
      throw wrong("it must start with " + SCHEME, text);
    }
    String rest = text.substring(SCHEME.length());
    int slash = rest.indexOf('/', rest.lastIndexOf('@') + 1);
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "/" : rest.substring(slash);
    int at = authority.lastIndexOf('@');
    Optional<DigestCredentials> credentials = Optional.empty();
    if (at >= 0) {
      String user = authority.substring(0, at);
      int colon = user.indexOf(':');
      if (colon < 1 || colon == user.length() - 1) {
        throw wrong("before the @ it needs user:password", text);
      }
      credentials =
          Optional.of(
              new DigestCredentials(
                  user.substring(0, colon), new Secret(user.substring(colon + 1))));
    }
    List<String> hosts = new ArrayList<>();
    for (String host : authority.substring(at + 1).split(",", -1)) {
      hosts.add(requireHost(host.strip(), text));
    }
    return new ZooKeeperUrl(hosts, requirePath(path, text), credentials);
  }

  private static String requireHost(String host, String text) {
    if (host.isEmpty()) {
      throw wrong("a host is missing (hosts are separated by single commas)", text);
    }
    Matcher matcher = HOST.matcher(host);
    if (!matcher.matches()) {
      throw wrong("'" + host + "' is not host:port", text);
    }
    @Nullable String port = matcher.group(2);
    int number = port == null ? DEFAULT_PORT : Integer.parseInt(port);
    if (number < 1 || number > 65_535) {
      throw wrong("port " + number + " is not between 1 and 65535", text);
    }
    return matcher.group(1) + ":" + number;
  }

  private static String requirePath(String path, String text) {
    String trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (trimmed.contains("//") || trimmed.endsWith("/..") || trimmed.contains("/../")) {
      throw wrong("path '" + path + "' must not hold // or ..", text);
    }
    if (trimmed.chars().anyMatch(c -> c <= ' ' || c == ',' || c == 0x7f)) {
      throw wrong("path '" + path + "' must not hold blanks or commas", text);
    }
    return trimmed;
  }

  private static IllegalArgumentException wrong(String what, String text) {
    int at = text.lastIndexOf('@');
    String shown = at < 0 ? text : SCHEME + "***" + text.substring(at);
    return new IllegalArgumentException(
        "ZooKeeper address '%s': %s. Example: zk://zk-1:2181,zk-2:2181/mesos"
            .formatted(shown, what));
  }

  /** The hosts as ZooKeeper's client takes them. */
  public String connectString() {
    return String.join(",", hosts);
  }

  @Override
  public String toString() {
    return SCHEME + (credentials.isPresent() ? "***@" : "") + connectString() + path;
  }
}

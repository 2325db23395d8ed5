package dev.pacer.cluster.zookeeper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach ZooKeeper.
 *
 * @param hosts each {@code host:port}
 * @param credentials when given, what is made is readable and writable with them only
 * @param sessionTimeout asked for; the server settles it within its own bounds
 * @param connectTimeout how long a call waits for a connection, and for its answer
 */
public record ZooKeeperSettings(
    List<String> hosts,
    Optional<DigestCredentials> credentials,
    Duration sessionTimeout,
    Duration connectTimeout) {
  /**
   * Twice what a leader may safely be out of touch in a busy cluster; Marathon and Mesos use 10 s.
   */
  public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(20);

  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(6);

  public ZooKeeperSettings {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("at least one ZooKeeper host is needed");
    }
    requireMillis("sessionTimeout", sessionTimeout);
    requireMillis("connectTimeout", connectTimeout);
  }

  /** The hosts and credentials of an address, with the usual times. */
  public static ZooKeeperSettings of(ZooKeeperUrl url) {
    return new ZooKeeperSettings(url.hosts(), url.credentials(), SESSION_TIMEOUT, CONNECT_TIMEOUT);
  }

  private static void requireMillis(String name, Duration time) {
    if (time.toMillis() < 100 || time.toMillis() > 3_600_000) {
      throw new IllegalArgumentException(name + " must be from 100 ms to 1 h, was " + time);
    }
  }
}

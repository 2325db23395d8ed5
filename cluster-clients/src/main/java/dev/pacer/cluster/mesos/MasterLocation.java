package dev.pacer.cluster.mesos;

import dev.pacer.cluster.zookeeper.ZooKeeperUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Where the masters are, as configured: their URLs, or the place where they stand for election. */
public sealed interface MasterLocation {

  /** All masters by URL. */
  record Urls(List<URI> urls) implements MasterLocation {
    public Urls {
      urls = List.copyOf(urls);
      if (urls.isEmpty()) {
        throw new IllegalArgumentException("need at least one URL of a Mesos master");
      }
    }
  }

  /** What the masters' own {@code --zk} flag says. */
  record InZooKeeper(ZooKeeperUrl url) implements MasterLocation {
    public InZooKeeper {
      Objects.requireNonNull(url, "url");
    }
  }

  /**
   * Reads {@code zk://host:port,…/mesos}, {@code http://host:port}, {@code
   * https://host-1:5050,host-2:5050} or whole URLs with commas between.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static MasterLocation parse(String text) {
    if (ZooKeeperUrl.looksLike(text)) {
      return new InZooKeeper(ZooKeeperUrl.parse(text));
    }
    List<URI> urls = new ArrayList<>();
    String scheme = "";
    for (String part : text.split(",", -1)) {
      String one = part.strip();
      int end = one.indexOf("://");
      if (end >= 0) {
        scheme = one.substring(0, end + 3);
      }
      urls.add(requireUrl(end >= 0 ? one : scheme + one, text));
    }
    return new Urls(urls);
  }

  private static URI requireUrl(String url, String text) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw wrong(url, text);
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw wrong(url, text);
    }
    return uri;
  }

  private static IllegalArgumentException wrong(String url, String text) {
    boolean secret = text.indexOf('@') >= 0;
    return new IllegalArgumentException(
        "Mesos master address %s: %s is no http or https URL%s. Examples: http://master-1:5050,master-2:5050 or zk://zk-1:2181/mesos"
            .formatted(
                secret ? "(not shown)" : "'" + text + "'",
                secret ? "a part" : "'" + url + "'",
                secret ? " (user and password are given by themselves)" : ""));
  }

  /** Calls the function of this case. */
  default <T> T match(Function<Urls, T> onUrls, Function<InZooKeeper, T> onZooKeeper) {
    return this instanceof Urls urls ? onUrls.apply(urls) : onZooKeeper.apply((InZooKeeper) this);
  }
}

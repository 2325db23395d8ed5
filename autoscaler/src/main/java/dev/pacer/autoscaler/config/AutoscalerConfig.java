package dev.pacer.autoscaler.config;

import dev.pacer.autoscaler.decision.Pool;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.dcos.ServiceAccount;
import dev.pacer.frame.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code autoscaler.yaml} says. */
public record AutoscalerConfig(
    String cluster, Places places, Timing timing, List<Pool> pools, Serving serving) {

  /**
   * Where everything is.
   *
   * @param zookeeper where the journal is kept and the leader elected; empty for an instance that
   *     is the only one and remembers nothing
   */
  public record Places(
      MarathonPlace marathon, MesosPlace mesos, AwsPlace aws, Optional<ZooKeeperPlace> zookeeper) {}

  /**
   * Where ZooKeeper is, and who we are to it.
   *
   * @param servers each host:port
   * @param basic user and password of its digest scheme
   * @param session after how long of silence the leader loses its office
   */
  public record ZooKeeperPlace(List<String> servers, Optional<Basic> basic, Duration session) {
    public ZooKeeperPlace {
      servers = List.copyOf(servers);
    }
  }

  /** Where Marathon is, and who we are to it. */
  public record MarathonPlace(List<URI> urls, Access access) {
    public MarathonPlace {
      urls = List.copyOf(urls);
    }
  }

  /** Where the Mesos masters are: by their URLs, or by one {@code zk://} address. */
  public record MesosPlace(List<URI> urls, Access access) {
    public MesosPlace {
      urls = List.copyOf(urls);
      if (urls.size() > 1 && urls.stream().anyMatch(MesosPlace::isZooKeeper)) {
        throw new IllegalArgumentException("a zk:// address stands alone: it names all servers");
      }
    }

    /** The address in ZooKeeper, where that is how they are found. */
    public Optional<String> zookeeper() {
      return urls.stream().filter(MesosPlace::isZooKeeper).map(URI::toString).findFirst();
    }

    private static boolean isZooKeeper(URI url) {
      return "zk".equalsIgnoreCase(url.getScheme());
    }
  }

  /**
   * Who we are to a server, and whom we trust.
   *
   * @param basic user and password
   * @param tokenFile a file with a DC/OS token that somebody keeps fresh
   * @param serviceAccount a DC/OS service account, which says where it logs in
   * @param caFile certificates to trust besides the system's
   */
  public record Access(
      Optional<Basic> basic,
      Optional<Path> tokenFile,
      Optional<ServiceAccount> serviceAccount,
      Optional<Path> caFile) {
    public Access {
      if (Stream.of(basic, tokenFile, serviceAccount).filter(Optional::isPresent).count() > 1) {
        throw new IllegalArgumentException(
            "give just one of basic, tokenFile and serviceAccountFile");
      }
    }
  }

  /** User and password of basic authentication. */
  public record Basic(String user, Secret password) {}

  /**
   * Which AWS.
   *
   * @param endpoint one address for all services instead of AWS's own
   * @param prices a file of prices per hour
   */
  public record AwsPlace(String region, Optional<URI> endpoint, Optional<Path> prices) {}

  /**
   * How often to look.
   *
   * @param read how long a source may take to answer
   * @param settle how long nothing is removed after the start and after a new Marathon leader
   * @param handover how long a new leader holds itself back
   */
  public record Timing(Duration cycle, Duration read, Duration settle, Handover handover) {}

  /**
   * How long a new leader holds itself back (H3).
   *
   * @param grace until it does anything
   * @param removeAfter until it begins removals
   */
  public record Handover(Duration grace, Duration removeAfter) {}

  /**
   * What is served, and whether anything is done at all.
   *
   * @param dryRun decide and report, and send nothing
   */
  public record Serving(String address, int port, boolean dryRun) {}

  public AutoscalerConfig {
    pools = List.copyOf(pools);
    List<GroupName> groups = pools.stream().flatMap(pool -> pool.groups().stream()).toList();
    for (GroupName group : groups) {
      if (groups.indexOf(group) != groups.lastIndexOf(group)) {
        throw new IllegalArgumentException(
            "group %s is in two pools, or twice in one".formatted(group));
      }
    }
    List<String> names = pools.stream().map(Pool::name).toList();
    for (String name : names) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new IllegalArgumentException("two pools are named " + name);
      }
    }
  }

  public MarathonPlace marathon() {
    return places.marathon();
  }

  public MesosPlace mesos() {
    return places.mesos();
  }

  public AwsPlace aws() {
    return places.aws();
  }

  public List<GroupName> groups() {
    return pools.stream().flatMap(pool -> pool.groups().stream()).toList();
  }
}

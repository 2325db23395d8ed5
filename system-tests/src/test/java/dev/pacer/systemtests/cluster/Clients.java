package dev.pacer.systemtests.cluster;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AwsCredentialsSource;
import dev.pacer.cluster.aws.AwsSecrets;
import dev.pacer.cluster.aws.AwsSettings;
import dev.pacer.cluster.aws.AwsTimeouts;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.S3Objects;
import dev.pacer.cluster.aws.sdk.AwsClients;
import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.marathon.HttpMarathonClient;
import dev.pacer.cluster.marathon.HttpMarathonEvents;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.marathon.MarathonEvents;
import dev.pacer.cluster.mesos.HttpMesosMaster;
import dev.pacer.cluster.mesos.MasterLocation;
import dev.pacer.cluster.mesos.Masters;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.ZooKeeperMasters;
import dev.pacer.cluster.time.SystemPause;
import dev.pacer.cluster.time.SystemWatchdog;
import dev.pacer.cluster.zookeeper.CuratorCandidates;
import dev.pacer.cluster.zookeeper.CuratorConnection;
import dev.pacer.cluster.zookeeper.ZooKeeperSettings;
import dev.pacer.cluster.zookeeper.ZooKeeperUrl;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Our real clients, as a command wires them. */
public final class Clients implements AutoCloseable {

  /** Keys that open nothing: the simulator takes any. */
  public static final AwsCredentialsSource FAKE_KEYS =
      new AwsCredentialsSource.Keys("AKIAFAKEFAKEFAKEFAKE", "fake-secret", Optional.empty());

  private final SystemWatchdog watchdog = new SystemWatchdog();
  private final HttpTransport transport = new HttpTransport(TransportSettings.ORDINARY, watchdog);
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final RetryPolicy retries;

  /** Reads are tried again as in a tool. */
  public Clients() {
    this(RetryPolicy.ORDINARY);
  }

  public Clients(RetryPolicy retries) {
    this.retries = retries;
    opened.push(watchdog);
    opened.push(transport);
  }

  /** Marathon at one or several URLs. */
  public MarathonClient marathon(List<String> urls) {
    return new HttpMarathonClient(peer(marathons(urls)));
  }

  /** Marathon's event stream at one or several URLs. */
  public MarathonEvents events(List<String> urls) {
    ExecutorService threads = Executors.newCachedThreadPool();
    opened.push(threads::shutdownNow);
    return new HttpMarathonEvents(
        peer(marathons(urls)), threads, new SystemPause(), new SplittableRandom(1));
  }

  private static PeerAddress marathons(List<String> urls) {
    return PeerAddress.of("Marathon", urls.stream().map(URI::create).toList());
  }

  private HttpPeer peer(PeerAddress address) {
    return new HttpPeer(
        address,
        transport,
        Credentials.none(),
        retries,
        InstantSource.system(),
        new SystemPause(),
        new SplittableRandom(1));
  }

  /** The leading master; the location is what an operator configures. */
  public MesosMaster mesos(String location) {
    Masters masters =
        MasterLocation.parse(location)
            .match(urls -> Masters.at(urls.urls()), zookeeper -> inZooKeeper(zookeeper.url()));
    return new HttpMesosMaster(masters, this::peer, InstantSource.system());
  }

  private Masters inZooKeeper(ZooKeeperUrl url) {
    CuratorConnection connection = CuratorConnection.open(ZooKeeperSettings.of(url));
    opened.push(connection);
    return new ZooKeeperMasters(new CuratorCandidates(connection), url, false);
  }

  /** AWS at one URL, signed with keys that open nothing. */
  public AutoScaling autoScaling(String url) {
    return aws(url).autoScaling();
  }

  /** As {@link #autoScaling}. */
  public Ec2 ec2(String url) {
    return aws(url).ec2();
  }

  /** As {@link #autoScaling}. */
  public AwsSecrets secrets(String url) {
    return aws(url).secrets();
  }

  /** As {@link #autoScaling}. */
  public S3Objects objects(String url) {
    return aws(url).objects();
  }

  private AwsClients aws(String url) {
    return aws(url, "us-east-1", FAKE_KEYS);
  }

  /** AWS at one URL, with the surroundings' own credentials and AWS_REGION. */
  public AwsClients realAws(String url) {
    String region = Optional.ofNullable(System.getenv("AWS_REGION")).orElse("us-east-1");
    return aws(url, region, new AwsCredentialsSource.FromSurroundings());
  }

  private AwsClients aws(String url, String region, AwsCredentialsSource credentials) {
    AwsClients clients =
        AwsClients.open(
            new AwsSettings(region, Optional.of(URI.create(url)), credentials, AwsTimeouts.USUAL));
    opened.push(clients);
    return clients;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("closing the clients failed", e);
      }
    }
  }
}

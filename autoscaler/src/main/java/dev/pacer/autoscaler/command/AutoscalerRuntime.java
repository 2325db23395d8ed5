package dev.pacer.autoscaler.command;

import dev.pacer.autoscaler.Autoscaler;
import dev.pacer.autoscaler.Member;
import dev.pacer.autoscaler.Turn;
import dev.pacer.autoscaler.TypeTemplates;
import dev.pacer.autoscaler.act.Mandate;
import dev.pacer.autoscaler.act.StepHook;
import dev.pacer.autoscaler.act.StepSender;
import dev.pacer.autoscaler.config.AutoscalerConfig;
import dev.pacer.autoscaler.decision.Policy;
import dev.pacer.autoscaler.journal.InMemoryJournal;
import dev.pacer.autoscaler.journal.Journal;
import dev.pacer.cluster.Secret;
import dev.pacer.cluster.aws.AwsCredentialsSource;
import dev.pacer.cluster.aws.AwsSettings;
import dev.pacer.cluster.aws.AwsTimeouts;
import dev.pacer.cluster.aws.PriceFileReader;
import dev.pacer.cluster.aws.PriceReading;
import dev.pacer.cluster.aws.Prices;
import dev.pacer.cluster.aws.sdk.AwsClients;
import dev.pacer.cluster.dcos.ServiceAccount;
import dev.pacer.cluster.dcos.ServiceAccountCredentials;
import dev.pacer.cluster.dcos.TokenFileCredentials;
import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.Limits;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.http.TlsSettings;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.marathon.HttpMarathonClient;
import dev.pacer.cluster.mesos.HttpMesosMaster;
import dev.pacer.cluster.mesos.Masters;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.ZooKeeperMasters;
import dev.pacer.cluster.time.SystemPause;
import dev.pacer.cluster.time.SystemWatchdog;
import dev.pacer.cluster.zookeeper.CuratorCandidates;
import dev.pacer.cluster.zookeeper.CuratorConnection;
import dev.pacer.cluster.zookeeper.ZooKeeperSettings;
import dev.pacer.cluster.zookeeper.ZooKeeperUrl;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.log.Scrubber;
import dev.pacer.view.SnapshotReader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Everything a running autoscaler is made of, and what has to be closed with it. */
final class AutoscalerRuntime implements AutoCloseable {

  private final Deque<Closing> open = new ArrayDeque<>();
  private final ExecutorService readers;
  private final SnapshotReader reader;
  private final Autoscaler autoscaler;
  private final Optional<Member> member;

  /** Ends one part. */
  private interface Closing {
    void close() throws IOException;
  }

  private AutoscalerRuntime(
      AutoscalerConfig config, Part part, Scrubber scrubber, BooleanSupplier stopping) {
    InstantSource clock = InstantSource.system();
    readers =
        Executors.newFixedThreadPool(
            6,
            task -> {
              Thread thread = new Thread(task, "reader");
              thread.setDaemon(true);
              return thread;
            });
    open.push(readers::shutdownNow);
    SystemWatchdog watchdog = new SystemWatchdog();
    open.push(watchdog::close);
    Wiring wiring = new Wiring(clock, watchdog, new Random(), config.timing().read());
    HttpMarathonClient marathon =
        new HttpMarathonClient(
            peer(
                wiring,
                PeerAddress.of("Marathon", config.marathon().urls()),
                config.marathon().access(),
                scrubber),
            wiring.limits());
    MesosMaster mesos =
        new HttpMesosMaster(
            masters(config),
            address -> peer(wiring, address, config.mesos().access(), scrubber),
            clock,
            wiring.limits());
    AwsClients aws =
        AwsClients.open(
            new AwsSettings(
                config.aws().region(),
                config.aws().endpoint(),
                new AwsCredentialsSource.FromSurroundings(),
                AwsTimeouts.USUAL));
    open.push(aws::close);
    Optional<ZooKeeperRuntime> zookeeper =
        config
            .places()
            .zookeeper()
            .map(place -> ZooKeeperRuntime.open(place, config.cluster(), scrubber));
    zookeeper.ifPresent(parts -> open.push(parts::close));
    boolean dry = part != Part.ACT;
    member =
        zookeeper
            .filter(parts -> !dry)
            .map(
                parts ->
                    new Member(
                        parts.election(),
                        new Member.Waits(
                            config.timing().handover().grace(),
                            config.timing().handover().removeAfter()),
                        clock));
    Journal journal =
        zookeeper
            .<Journal>map(
                parts -> dry ? new InMemoryJournal(parts.reading().read()) : parts.journal())
            .orElseGet(InMemoryJournal::new);
    reader =
        new SnapshotReader(
            new SnapshotReader.Sources(marathon, mesos, aws.autoScaling(), aws.ec2()),
            config.groups(),
            readers,
            clock,
            config.timing().read());
    autoscaler =
        new Autoscaler(
            reader,
            new TypeTemplates(aws.ec2()),
            new Policy(config.pools(), prices(config), Map.of(), config.timing().settle(), dry),
            journal,
            new StepSender(
                journal,
                aws.autoScaling(),
                mesos,
                clock,
                member.<Mandate>map(m -> m).orElse(Mandate.ALONE),
                StepHook.NONE),
            clock,
            stopping);
  }

  /** What connections have in common. */
  private record Wiring(
      InstantSource clock, SystemWatchdog watchdog, RandomGenerator chance, Duration read) {
    Limits limits() {
      return new Limits(read, read, read, 1L << 30);
    }
  }

  /** What the process is to do. */
  enum Part {
    /** Change the world, as one of several instances where ZooKeeper is configured. */
    ACT,
    /** Look and tell: it stands for no election, and begins with what the leader has written. */
    LOOK
  }

  static AutoscalerRuntime open(
      AutoscalerConfig config, Part part, Scrubber scrubber, BooleanSupplier stopping) {
    return new AutoscalerRuntime(config, part, scrubber, stopping);
  }

  /** One turn: a cycle, unless another instance leads. */
  Turn turn() {
    return member.map(m -> m.turn(autoscaler)).orElseGet(() -> new Turn.Ran(autoscaler.cycle()));
  }

  Autoscaler autoscaler() {
    return autoscaler;
  }

  /** Ends readings that are under way: the cycle then has nothing to act on, and ends. */
  void cutReadings() {
    reader.cutOff();
  }

  private HttpPeer peer(
      Wiring wiring, PeerAddress address, AutoscalerConfig.Access access, Scrubber scrubber) {
    TransportSettings settings =
        access
            .caFile()
            .map(ca -> TransportSettings.ORDINARY.withTls(TlsSettings.besidesSystem(ca)))
            .orElse(TransportSettings.ORDINARY);
    HttpTransport transport;
    try {
      transport = new HttpTransport(settings, wiring.watchdog());
      open.push(transport::close);
    } catch (IllegalArgumentException e) {
      throw new ToolFailure(
          ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()), "Correct caFile.", e);
    }
    return new HttpPeer(
        address,
        transport,
        credentials(wiring, access, transport, scrubber),
        RetryPolicy.NONE,
        wiring.clock(),
        new SystemPause(),
        wiring.chance());
  }

  private static Credentials credentials(
      Wiring wiring, AutoscalerConfig.Access access, HttpTransport transport, Scrubber scrubber) {
    if (access.basic().isPresent()) {
      String password = access.basic().get().password().value();
      scrubber.hide(password);
      return Credentials.basic(access.basic().get().user(), new Secret(password));
    }
    if (access.tokenFile().isPresent()) {
      return new TokenFileCredentials(access.tokenFile().get());
    }
    if (access.serviceAccount().isPresent()) {
      ServiceAccount account = access.serviceAccount().get();
      URI login = account.loginEndpoint().orElseThrow();
      HttpPeer gateway =
          new HttpPeer(
              PeerAddress.of("DC/OS", List.of(login.resolve("/"))),
              transport,
              Credentials.none(),
              RetryPolicy.NONE,
              wiring.clock(),
              new SystemPause(),
              wiring.chance());
      return new ServiceAccountCredentials(account, gateway, login.getRawPath(), wiring.clock());
    }
    return Credentials.none();
  }

  private Masters masters(AutoscalerConfig config) {
    if (config.mesos().zookeeper().isEmpty()) {
      return Masters.at(config.mesos().urls());
    }
    ZooKeeperUrl url = ZooKeeperUrl.parse(config.mesos().zookeeper().get());
    CuratorConnection connection = CuratorConnection.open(ZooKeeperSettings.of(url));
    open.push(connection::close);
    boolean tls = config.mesos().access().caFile().isPresent();
    return new ZooKeeperMasters(new CuratorCandidates(connection), url, tls);
  }

  private static Prices prices(AutoscalerConfig config) {
    if (config.aws().prices().isEmpty()) {
      return kind -> Optional.empty();
    }
    PriceReading reading = PriceFileReader.read(config.aws().prices().get());
    List<String> problems = reading.problems();
    return reading
        .prices()
        .orElseThrow(
            () ->
                new ToolFailure(
                    ExitCode.INVALID_INPUT,
                    "%s: %s".formatted(config.aws().prices().get(), String.join("; ", problems)),
                    "Correct the file of prices."));
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}

package dev.pacer.autoscaler.config;

import dev.pacer.autoscaler.decision.Pool;
import dev.pacer.cluster.dcos.ServiceAccount;
import dev.pacer.cluster.dcos.ServiceAccountReader;
import dev.pacer.frame.config.ConfigurationFile;
import dev.pacer.frame.config.Field;
import dev.pacer.frame.config.Fields;
import dev.pacer.frame.config.GroupShape;
import dev.pacer.frame.config.Secret;
import dev.pacer.frame.config.Shapes;
import dev.pacer.frame.config.Values;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The declaration of {@code autoscaler.yaml}: what it holds, what is valid, and what it means. */
public final class AutoscalerFile {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");

  private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9.-]{1,253}:[0-9]{1,5}");

  /** The file. */
  public static final ConfigurationFile<AutoscalerConfig> FILE =
      ConfigurationFile.declare(
          "autoscaler.yaml",
          "grows and shrinks Auto Scaling groups of Mesos agents",
          1,
          AutoscalerFile::declare);

  private AutoscalerFile() {}

  private static Function<Values, AutoscalerConfig> declare(Fields fields) {
    Field<String> cluster =
        fields.required(
            "cluster",
            Shapes.text(NAME, "lower-case letters, digits, dots and dashes", "production"),
            "The cluster's name, as logs, metrics and ZooKeeper paths have it.");
    Field<AutoscalerConfig.MarathonPlace> marathon =
        fields.required("marathon", marathon(), "Where Marathon is.");
    Field<AutoscalerConfig.MesosPlace> mesos =
        fields.required("mesos", mesos(), "Where the Mesos masters are.");
    Field<AutoscalerConfig.AwsPlace> aws =
        fields.required(
            "aws", aws(), "Which AWS; credentials come from AWS's usual places, never from here.");
    Field<Optional<AutoscalerConfig.ZooKeeperPlace>> zookeeper =
        fields.maybe(
            "zookeeper",
            zookeeper(),
            "Where several instances elect their leader and keep what must not be forgotten;"
                + " without it run one instance, which forgets at every restart.");
    Field<AutoscalerConfig.Timing> timing =
        fields.section("timing", timing(), "How often to look.");
    Field<List<Pool>> pools =
        fields.required(
            "pools",
            Shapes.listOf(PoolShape.shape()).atLeast(1),
            "Auto Scaling groups under one policy each.");
    Field<AutoscalerConfig.Serving> http =
        fields.section("http", http(), "The status page, health and metrics.");
    Field<Boolean> dryRun =
        fields.optional(
            "dryRun", Shapes.trueOrFalse(), "false", "Decide and report, and send nothing.");
    return values -> {
      AutoscalerConfig.Serving serving = values.get(http);
      return new AutoscalerConfig(
          values.get(cluster),
          new AutoscalerConfig.Places(
              values.get(marathon), values.get(mesos), values.get(aws), values.get(zookeeper)),
          values.get(timing),
          values.get(pools),
          new AutoscalerConfig.Serving(serving.address(), serving.port(), values.get(dryRun)));
    };
  }

  private static GroupShape<AutoscalerConfig.MarathonPlace> marathon() {
    return Shapes.group(
        fields -> {
          Field<List<URI>> urls =
              fields.required(
                  "urls",
                  Shapes.listOf(Shapes.url("http", "https")).atLeast(1),
                  "URLs of one Marathon's servers, in the order in which they are asked.");
          Field<AutoscalerConfig.Access> access =
              fields.section("access", access(), "Who we are to Marathon, and whom we trust.");
          return values -> new AutoscalerConfig.MarathonPlace(values.get(urls), values.get(access));
        });
  }

  private static GroupShape<AutoscalerConfig.MesosPlace> mesos() {
    return Shapes.group(
        fields -> {
          Field<List<URI>> urls =
              fields.required(
                  "urls",
                  Shapes.listOf(
                          Shapes.url("http", "https", "zk")
                              .example("'zk://zk1:2181,zk2:2181,zk3:2181/mesos'"))
                      .atLeast(1),
                  "URLs of the masters; or one like zk://zk1:2181,zk2:2181/mesos, where they stand"
                      + " in ZooKeeper, as their own --zk flag says.");
          Field<AutoscalerConfig.Access> access =
              fields.section("access", access(), "Who we are to Mesos, and whom we trust.");
          return values -> new AutoscalerConfig.MesosPlace(values.get(urls), values.get(access));
        });
  }

  private static GroupShape<AutoscalerConfig.Access> access() {
    return Shapes.group(
        fields -> {
          Field<Optional<AutoscalerConfig.Basic>> login =
              fields.maybe("basic", basic(), "Basic authentication.");
          Field<Optional<Path>> token =
              fields.maybe(
                  "tokenFile",
                  Shapes.path().example("/etc/pacer/token"),
                  "A file with a DC/OS token, read again when the token is refused.");
          Field<Optional<Secret>> account =
              fields.maybe(
                  "serviceAccountFile",
                  Shapes.secretFile().example("/etc/pacer/service-account.json"),
                  "A file with a DC/OS service account's secret (JSON with uid, private_key and"
                      + " login_endpoint); it logs in and renews its token by itself.");
          Field<Optional<Path>> ca =
              fields.maybe(
                  "caFile",
                  Shapes.path().example("/etc/pacer/ca.pem"),
                  "Certificates (PEM) to trust besides the system's.");
          return values ->
              new AutoscalerConfig.Access(
                  values.get(login),
                  values.get(token),
                  values.get(account).map(AutoscalerFile::serviceAccount),
                  values.get(ca));
        });
  }

  private static GroupShape<AutoscalerConfig.Basic> basic() {
    return Shapes.group(
        fields -> {
          Field<String> user = fields.required("user", Shapes.text(), "The user's name.");
          Field<Secret> password =
              fields.required(
                  "passwordFile", Shapes.secretFile(), "A file that holds the password.");
          return values -> new AutoscalerConfig.Basic(values.get(user), values.get(password));
        });
  }

  private static ServiceAccount serviceAccount(Secret secret) {
    ServiceAccount account = ServiceAccountReader.readSecret(secret.value());
    if (account.loginEndpoint().isEmpty()) {
      throw new IllegalArgumentException("the service account's secret must name login_endpoint");
    }
    return account;
  }

  private static GroupShape<AutoscalerConfig.AwsPlace> aws() {
    return Shapes.group(
        fields -> {
          Field<String> region =
              fields.required(
                  "region",
                  Shapes.text(REGION, "a region like us-east-1", "us-east-1"),
                  "The region of the groups.");
          Field<Optional<URI>> endpoint =
              fields.maybe(
                  "endpoint",
                  Shapes.url("http", "https").example("http://127.0.0.1:4566"),
                  "One address for all of AWS, such as a simulator's; else AWS's own.");
          Field<Optional<Path>> prices =
              fields.maybe(
                  "prices",
                  Shapes.path().example("/etc/pacer/prices.json"),
                  "A file of prices per hour; without it vCPUs and memory order the groups.");
          return values ->
              new AutoscalerConfig.AwsPlace(
                  values.get(region), values.get(endpoint), values.get(prices));
        });
  }

  private static GroupShape<AutoscalerConfig.Timing> timing() {
    return Shapes.group(
        fields -> {
          Field<Duration> cycle =
              fields.optional(
                  "cycle",
                  Shapes.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)),
                  "15s",
                  "From the start of a cycle to the start of the next.");
          Field<Duration> read =
              fields.optional(
                  "read",
                  Shapes.duration(Duration.ofSeconds(1), Duration.ofSeconds(25)),
                  "8s",
                  "How long a source may take; one that takes longer is missing in that cycle.");
          Field<Duration> settle =
              fields.optional(
                  "settle",
                  Shapes.duration(Duration.ZERO, Duration.ofHours(1)),
                  "3m",
                  "How long nothing is removed after the start and after a new Marathon leader.");
          Field<Duration> grace =
              fields.optional(
                  "grace",
                  Shapes.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                  "60s",
                  "How long a new leader does nothing, so that its predecessor's last call has"
                      + " ended; not below read.");
          Field<Duration> removeAfter =
              fields.optional(
                  "removeAfter",
                  Shapes.duration(Duration.ofSeconds(1), Duration.ofHours(6)),
                  "5m",
                  "How long a new leader begins no removal; not below grace.");
          fields.rule(
              grace,
              values -> values.get(grace).compareTo(values.get(read)) < 0,
              values ->
                  "must not be below read (%s < %s)"
                      .formatted(seconds(values.get(grace)), seconds(values.get(read))));
          fields.rule(
              removeAfter,
              values -> values.get(removeAfter).compareTo(values.get(grace)) < 0,
              values ->
                  "must not be below grace (%s < %s)"
                      .formatted(seconds(values.get(removeAfter)), seconds(values.get(grace))));
          return values ->
              new AutoscalerConfig.Timing(
                  values.get(cycle),
                  values.get(read),
                  values.get(settle),
                  new AutoscalerConfig.Handover(values.get(grace), values.get(removeAfter)));
        });
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + "s";
  }

  private static GroupShape<AutoscalerConfig.ZooKeeperPlace> zookeeper() {
    return Shapes.group(
        fields -> {
          Field<List<String>> servers =
              fields.required(
                  "servers",
                  Shapes.listOf(Shapes.text(SERVER, "a host and a port", "zk1:2181")).atLeast(1),
                  "Its servers, each host:port.");
          Field<Optional<AutoscalerConfig.Basic>> basic =
              fields.maybe(
                  "basic",
                  basic(),
                  "User and password; what is written is then readable and writable with them"
                      + " only.");
          Field<Duration> session =
              fields.optional(
                  "session",
                  Shapes.duration(Duration.ofSeconds(4), Duration.ofMinutes(2)),
                  "20s",
                  "After how long of silence the leader loses its office.");
          return values ->
              new AutoscalerConfig.ZooKeeperPlace(
                  values.get(servers), values.get(basic), values.get(session));
        });
  }

  private static GroupShape<AutoscalerConfig.Serving> http() {
    return Shapes.group(
        fields -> {
          Field<String> address =
              fields.optional("address", Shapes.text(), "127.0.0.1", "The address to listen on.");
          Field<Integer> port =
              fields.optional("port", Shapes.port(), "8090", "The port to listen on.");
          return values ->
              new AutoscalerConfig.Serving(values.get(address), values.get(port), false);
        });
  }
}

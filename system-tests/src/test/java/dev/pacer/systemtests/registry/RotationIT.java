package dev.pacer.systemtests.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pacer.cluster.time.SystemPause;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Listening;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.decision.Keeping;
import dev.pacer.registryauth.decision.Timing;
import dev.pacer.registryauth.issue.Issue;
import dev.pacer.registryauth.issue.Trouble;
import dev.pacer.registryauth.keep.Events;
import dev.pacer.registryauth.keep.Keeper;
import dev.pacer.registryauth.keep.KeptRegistry;
import dev.pacer.registryauth.keep.KeptTarget;
import dev.pacer.registryauth.keep.StateStore;
import dev.pacer.registryauth.publish.TargetId;
import dev.pacer.registryauth.serve.AddressRange;
import dev.pacer.registryauth.serve.AgentAddresses;
import dev.pacer.registryauth.serve.ArchiveHandler;
import dev.pacer.registryauth.serve.ArchiveServing;
import dev.pacer.registryauth.serve.ArchiveTarget;
import dev.pacer.registryauth.serve.Callers;
import dev.pacer.registryauth.serve.Profile;
import dev.pacer.registryauth.serve.RateLimit;
import dev.pacer.registryauth.source.Source;
import dev.pacer.registryauth.verdict.Finding;
import dev.pacer.registryauth.verdict.Verdict;
import dev.pacer.simulator.scenario.ScenarioReader;
import dev.pacer.simulator.world.Ports;
import dev.pacer.simulator.world.ServedWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a credential: simulated ECR, the keeper, the archive over HTTP, the two halves
 * of Mesos' fetcher (curl and bsdtar), and skopeo pulling from a real registry behind a token
 * realm, while the password changes 200 times and each dies seconds later by itself.
 */
class RotationIT {

  private static final int ROTATIONS = 200;
  private static final int PASSWORD = 2_400;
  private static final String LIFETIME = "10s";
  private static final Path SKOPEO = Path.of("/usr/bin/skopeo");
  private static final Path CURL = Path.of("/usr/bin/curl");
  private static final Path BSDTAR = Path.of("/usr/bin/bsdtar");
  private static final String SCENARIO =
      """
      version: 1
      aws: {registryTokenLifetime: %s}
      registries:
      - {name: images, kind: open, repositories: [{name: team/app, tags: ['1']}]}
      """
          .formatted(LIFETIME);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<AutoCloseable> open = new ArrayList<>();

  /** Passwords with which somebody asked for a token to pull. */
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();

  private final Set<String> issued = Collections.synchronizedSet(new LinkedHashSet<>());
  private final AtomicInteger pulls = new AtomicInteger();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path folder;

  private Optional<ServedWorld> world = Optional.empty();
  private String registry = "";
  private String realm = "";
  private URI archive = URI.create("http://127.0.0.1/");
  private Optional<Keeper> keeper = Optional.empty();

  @BeforeEach
  void start() throws Exception {
    String missing = RealRegistry.missing();
    assumeTrue(missing.isEmpty(), missing);
    for (Path program : List.of(SKOPEO, CURL, BSDTAR)) {
      assumeTrue(
          Files.isExecutable(program),
          "skipped: %s is not installed (apt-get install skopeo curl libarchive-tools)"
              .formatted(program));
    }
    ServedWorld served =
        ServedWorld.start(
            ScenarioReader.FILE.read("scenario", SCENARIO, folder).orThrow(),
            Ports.free(),
            new ServedWorld.Running(1, 1, InstantSource.system(), new SystemPause(), threads));
    open.add(served);
    world = Optional.of(served);
    served
        .turn()
        .take(
            () -> {
              served.world().aws().registryTokens().passwordCharacters(PASSWORD);
              return true;
            });
    startRegistry(served);
    startKeeper(served);
  }

  private void startRegistry(ServedWorld served) throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    try (RealRegistry filling = RealRegistry.basic(folder, data, "filling")) {
      String from = URI.create(served.endpoints().registry()).getAuthority();
      Run copy =
          run(
              SKOPEO.toString(),
              "--insecure-policy",
              "copy",
              "--src-tls-verify=false",
              "--dest-tls-verify=false",
              "--dest-creds",
              RealRegistry.USER + ":" + RealRegistry.PASSWORD,
              "docker://" + from + "/team/app:1",
              "docker://" + filling.host() + "/team/app:1");
      assertThat(copy.exit()).as(copy.said()).isZero();
    }
    RealmServer server = new RealmServer(folder, "images", this::accept, List.of("team/app"));
    open.add(server);
    realm = server.url();
    RealRegistry real = RealRegistry.bearer(folder, data, server);
    open.add(real);
    registry = real.host();
  }

  /** What the realm does with a login: ECR's own passwords are good while they live. */
  private boolean accept(String user, String password, List<String> scopes) {
    ServedWorld served = world.orElseThrow();
    boolean good =
        user.equals("AWS")
            && served.turn().take(() -> served.world().aws().registryTokens().accepts(password));
    if (good && scopes.contains("repository:team/app:pull")) {
      accepted.add(password);
    }
    return good;
  }

  private void startKeeper(ServedWorld served) {
    InstantSource clock = InstantSource.system();
    ArchiveTarget target =
        new ArchiveTarget(
            new TargetId("agents"),
            new SecretKeySpec("fake-key".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"),
            clock);
    HttpServing serving =
        ArchiveServing.start(
            Listening.loopback(0),
            false,
            new ArchiveHandler(
                List.of(new Profile("team-a", target, List.of())),
                new Callers(List.of(AddressRange.of("127.0.0.0/8")), new AgentAddresses()),
                new RateLimit(1_000, 1_000, clock),
                (profile, status) -> {}));
    open.add(serving);
    archive = serving.uri().resolve("/v1/team-a/docker.tar.gz");
    keeper =
        Optional.of(
            new Keeper(
                List.of(
                    new KeptRegistry(
                        "ecr",
                        List.of(new RegistryName(registry)),
                        new AskedEcr(served.endpoints().aws()),
                        true,
                        false)),
                List.of(new KeptTarget(target, Set.of("ecr"))),
                new Keeping(Timing.USUAL, new Random(1)),
                (name, login) -> verified(login),
                new Keeper.Outside(clock, Runnable::run, () -> {}, StateStore.NONE, Events.NONE)));
  }

  @AfterEach
  void end() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
    threads.shutdownNow();
  }

  /** Asks the simulated ECR on the wire. */
  private final class AskedEcr implements Source {
    private static final Pattern TOKEN = Pattern.compile("\"authorizationToken\":\"([^\"]+)\"");
    private static final Pattern EXPIRES = Pattern.compile("\"expiresAt\":([0-9.]+)");
    private final URI endpoint;

    private AskedEcr(String endpoint) {
      this.endpoint = URI.create(endpoint + "/");
    }

    @Override
    public String provider() {
      return "ecr";
    }

    @Override
    public Issue issue() {
      try {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(endpoint)
                    .header("Content-Type", "application/x-amz-json-1.1")
                    .header(
                        "X-Amz-Target",
                        "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken")
                    .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDFAKE/20261122/us-east-1/ecr/aws4_request,"
                            + " SignedHeaders=host, Signature=00")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        Matcher token = TOKEN.matcher(answer.body());
        Matcher expires = EXPIRES.matcher(answer.body());
        if (answer.statusCode() != 200 || !token.find() || !expires.find()) {
          return new Issue.NotIssued(
              Trouble.MALFORMED, "status " + answer.statusCode(), Optional.empty());
        }
        Login login = Login.ofAuth(token.group(1)).orElseThrow();
        issued.add(login.secret().reveal());
        Instant end = Instant.ofEpochMilli((long) (Double.parseDouble(expires.group(1)) * 1_000));
        return new Issue.Issued(login, Optional.of(end), Optional.empty());
      } catch (IOException e) {
        return new Issue.NotIssued(Trouble.NETWORK, String.valueOf(e), Optional.empty());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Issue.NotIssued(Trouble.NETWORK, "interrupted", Optional.empty());
      }
    }
  }

  /** The realm's word on a login. */
  private Finding verified(Login login) {
    try {
      int status = loginStatus(login.auth());
      return new Finding(
          status == 200 ? Verdict.LOGIN_ONLY : Verdict.REJECTED, "the realm answered " + status);
    } catch (IOException e) {
      return new Finding(Verdict.UNREACHABLE, String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Finding(Verdict.UNREACHABLE, "interrupted");
    }
  }

  private int loginStatus(String auth) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(realm + "?service=images"))
                .header("Authorization", "Basic " + auth)
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private record Run(int exit, String said) {}

  private Run run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor(60, TimeUnit.SECONDS)
        ? new Run(process.exitValue(), said)
        : new Run(-1, "still running");
  }

  /** What an agent does for one task: fetch, extract, pull an image that is not there yet. */
  private void pull() throws IOException, InterruptedException {
    Path sandbox = Files.createTempDirectory(folder, "sandbox");
    Path file = sandbox.resolve("docker.tar.gz");
    Run fetched =
        run(
            CURL.toString(),
            "-sS",
            "-L",
            "-o",
            file.toString(),
            "-w",
            "%{http_code}",
            archive.toString());
    Run extracted =
        run(
            BSDTAR.toString(),
            "-x",
            "--no-same-owner",
            "--no-same-permissions",
            "-f",
            file.toString(),
            "-C",
            sandbox.toString());
    Path config = sandbox.resolve(".docker/config.json");
    if (!fetched.said().equals("200") || extracted.exit() != 0 || !Files.exists(config)) {
      failures.add("fetch: %s, extract: %s".formatted(fetched, extracted));
      return;
    }
    Run pulled = pull(config, sandbox.resolve("image"));
    if (pulled.exit() != 0) {
      failures.add(pulled.said());
    }
    pulls.incrementAndGet();
  }

  private Run pull(Path config, Path image) throws IOException, InterruptedException {
    return run(
        SKOPEO.toString(),
        "--insecure-policy",
        "copy",
        "--src-tls-verify=false",
        "--authfile",
        config.toString(),
        "docker://" + registry + "/team/app:1",
        "dir:" + image);
  }

  private String tag() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(HttpRequest.newBuilder(archive).build(), HttpResponse.BodyHandlers.ofByteArray());
    return answer.statusCode() + answer.headers().firstValue("ETag").orElse("");
  }

  /** Lets the keeper fetch and publish another password. */
  private void rotate() throws IOException, InterruptedException {
    String before = tag();
    Keeper kept = keeper.orElseThrow();
    kept.dueBelow(1.0);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    do {
      kept.turn();
    } while (tag().equals(before) && System.nanoTime() < deadline);
    assertThat(tag()).isNotEqualTo(before).startsWith("200");
  }

  @Test
  void noPullFailsAndNoReadIsTornWhileThePasswordChangesTwoHundredTimes() throws Exception {
    // Without a credential the registry refuses.
    Path none = folder.resolve("none.json");
    Files.writeString(none, "{\"auths\":{}}");
    assertThat(pull(none, folder.resolve("refused")).exit()).isNotZero();
    assertThat(tag()).startsWith("503");

    rotate();
    AtomicBoolean done = new AtomicBoolean();
    Future<?> loop =
        threads.submit(
            () -> {
              while (!done.get()) {
                pull();
              }
              return true;
            });
    pull();
    for (int i = 1; i < ROTATIONS; i++) {
      rotate();
      pull();
    }
    done.set(true);
    loop.get(60, TimeUnit.SECONDS);

    assertThat(failures).isEmpty();
    assertThat(issued).hasSize(ROTATIONS).allMatch(password -> password.length() == PASSWORD);
    assertThat(accepted).containsAll(issued);
    assertThat(pulls.get()).isGreaterThan(ROTATIONS);
    allDead();
  }

  /** Each password ends by itself, and is then refused. */
  private void allDead() throws Exception {
    List<String> all = new ArrayList<>(issued);
    String last = auth(all.get(all.size() - 1));
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (loginStatus(last) == 200 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    for (String password : all) {
      assertThat(loginStatus(auth(password))).isEqualTo(401);
    }
    Path dead = folder.resolve("dead.json");
    Files.writeString(dead, "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry, last));
    assertThat(pull(dead, folder.resolve("dead")).exit()).isNotZero();
  }

  private static String auth(String password) {
    return Base64.getEncoder().encodeToString(("AWS:" + password).getBytes(StandardCharsets.UTF_8));
  }
}

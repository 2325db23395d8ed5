package dev.pacer.systemtests.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pacer.cluster.time.SystemPause;
import dev.pacer.simulator.scenario.ScenarioReader;
import dev.pacer.simulator.world.Ports;
import dev.pacer.simulator.world.ServedWorld;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated registry answers what Debian's docker-registry answers to the same requests. */
class RegistryComparisonIT {

  private static final Path SKOPEO = Path.of("/usr/bin/skopeo");
  private static final String V2S2 = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String NO_DIGEST = "sha256:" + "0".repeat(64);
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final List<String> HEADERS =
      List.of(
          "content-type",
          "www-authenticate",
          "docker-distribution-api-version",
          "docker-content-digest",
          "etag",
          "location",
          "accept-ranges",
          "content-range",
          "cache-control",
          "x-content-type-options");

  private static final String SCENARIO =
      """
      version: 1
      registries:
      - {name: basic, kind: basic, users: {puller: 's3cr:et'}, repositories: [{name: team/app, tags: ['1']}]}
      - {name: bearer, kind: bearer, users: {puller: 's3cr:et'}, repositories: [{name: team/app, tags: ['1']}]}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<AutoCloseable> open = new ArrayList<>();

  @TempDir private Path folder;

  private String simulatedBasic = "";
  private String simulatedBearer = "";
  private String realBasic = "";
  private String realBearer = "";

  @BeforeEach
  void start() throws Exception {
    String missing = RealRegistry.missing();
    assumeTrue(missing.isEmpty(), missing);
    assumeTrue(
        Files.isExecutable(SKOPEO), "skipped: skopeo is not installed (apt-get install skopeo)");
    ServedWorld served =
        ServedWorld.start(
            ScenarioReader.FILE.read("scenario", SCENARIO, folder).orThrow(),
            Ports.free(),
            new ServedWorld.Running(1, 1, InstantSource.system(), new SystemPause(), threads));
    open.add(served);
    simulatedBasic = authority(served, "basic");
    simulatedBearer = authority(served, "bearer");
    Path data = Files.createDirectory(folder.resolve("data"));
    RealRegistry basic = RealRegistry.basic(folder, data, "basic");
    open.add(basic);
    RealmServer realm =
        new RealmServer(
            folder,
            "bearer",
            (user, password, scopes) -> user.equals("puller") && password.equals("s3cr:et"),
            List.of("team/app"));
    open.add(realm);
    RealRegistry bearer = RealRegistry.bearer(folder, data, realm);
    open.add(bearer);
    realBasic = basic.host();
    realBearer = bearer.host();
    copy();
  }

  private static String authority(ServedWorld served, String name) {
    return URI.create(String.valueOf(served.endpoints().registries().get(name))).getAuthority();
  }

  /** The simulated image, byte for byte, in the real registry. */
  private void copy() throws Exception {
    Process process =
        new ProcessBuilder(
                SKOPEO.toString(),
                "--insecure-policy",
                "copy",
                "--src-tls-verify=false",
                "--dest-tls-verify=false",
                "--src-creds",
                "puller:s3cr:et",
                "--dest-creds",
                "puller:s3cr:et",
                "docker://" + simulatedBasic + "/team/app:1",
                "docker://" + realBasic + "/team/app:1")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  @AfterEach
  void end() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
    threads.shutdownNow();
  }

  private String answer(
      String host, String method, String target, String authorization, String range)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host + target))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept", V2S2);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    StringBuilder text = new StringBuilder();
    text.append(response.statusCode()).append('\n');
    for (String header : HEADERS) {
      response
          .headers()
          .allValues(header)
          .forEach(value -> text.append(header).append(": ").append(value).append('\n'));
    }
    // Realms are elsewhere, and a real registry names actions in no order.
    return (text + response.body())
        .replaceAll("http://127\\.0\\.0\\.1:[0-9]+/token", "REALM")
        .replace("push,pull", "pull,push");
  }

  private void assertSame(String real, String simulated, String method, String target, String auth)
      throws Exception {
    assertThat(answer(simulated, method, target, auth, ""))
        .as("%s %s with '%s'", method, target, auth)
        .isEqualTo(answer(real, method, target, auth, ""));
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> targets() throws Exception {
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create("http://" + realBasic + "/v2/team/app/manifests/1"))
            .header("Accept", V2S2)
            .header("Authorization", basic("puller:s3cr:et"))
            .build();
    HttpResponse<String> manifest = http.send(ask, HttpResponse.BodyHandlers.ofString());
    Matcher config = Pattern.compile("\"digest\":\"(sha256:[0-9a-f]+)\"").matcher(manifest.body());
    assertThat(config.find()).isTrue();
    return List.of(
        "/",
        "/foo",
        "/v2",
        "/v2/",
        "/v2/team/app/manifests/1",
        "/v2/team/app/manifests/missing",
        "/v2/team/app/manifests/" + NO_DIGEST,
        "/v2/team/app/manifests/"
            + manifest.headers().firstValue("docker-content-digest").orElseThrow(),
        "/v2/no/such/manifests/1",
        "/v2/team/app/tags/list",
        "/v2/team/app/blobs/" + config.group(1),
        "/v2/team/app/blobs/" + NO_DIGEST,
        "/v2/team/app/blobs/nonsense",
        "/v2/UPPER/manifests/1");
  }

  @Test
  void withBasicItAnswersTheSame() throws Exception {
    for (String target : targets()) {
      for (String auth : List.of("", basic("puller:s3cr:et"), basic("puller:wrong"))) {
        assertSame(realBasic, simulatedBasic, "GET", target, auth);
        assertSame(realBasic, simulatedBasic, "HEAD", target, auth);
      }
    }
    String good = basic("puller:s3cr:et");
    assertSame(realBasic, simulatedBasic, "GET", "/v2/_catalog", good);
    assertSame(realBasic, simulatedBasic, "GET", "/v2/no/such/tags/list", good);
    String blob = targets().get(10);
    assertThat(answer(simulatedBasic, "GET", blob, good, "bytes=0-9"))
        .isEqualTo(answer(realBasic, "GET", blob, good, "bytes=0-9"))
        .startsWith("206");
  }

  private String bearer(String host, String scope, String login) throws Exception {
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create("http://" + host + "/v2/team/app/manifests/1")).build();
    String challenge =
        http.send(ask, HttpResponse.BodyHandlers.ofString())
            .headers()
            .firstValue("www-authenticate")
            .orElseThrow();
    Matcher realm = Pattern.compile("realm=\"([^\"]+)\"").matcher(challenge);
    assertThat(realm.find()).isTrue();
    HttpRequest.Builder token =
        HttpRequest.newBuilder(
            URI.create(realm.group(1) + "?service=bearer&scope=repository:" + scope));
    if (!login.isEmpty()) {
      token.header("Authorization", basic(login));
    }
    Matcher found =
        TOKEN.matcher(http.send(token.build(), HttpResponse.BodyHandlers.ofString()).body());
    assertThat(found.find()).isTrue();
    return "Bearer " + found.group(1);
  }

  @Test
  void withATokenRealmItAnswersTheSame() throws Exception {
    record Tokens(String real, String simulated) {}
    List<Tokens> tokens =
        List.of(
            new Tokens("", ""),
            new Tokens("Bearer nonsense", "Bearer nonsense"),
            new Tokens(basic("puller:s3cr:et"), basic("puller:s3cr:et")),
            new Tokens(
                bearer(realBearer, "team/app:pull", "puller:s3cr:et"),
                bearer(simulatedBearer, "team/app:pull", "puller:s3cr:et")),
            new Tokens(
                bearer(realBearer, "team/app:pull", ""),
                bearer(simulatedBearer, "team/app:pull", "")));
    for (String target : targets()) {
      for (Tokens token : tokens) {
        for (String method : List.of("GET", "HEAD")) {
          assertThat(answer(simulatedBearer, method, target, token.simulated(), ""))
              .as("%s %s with '%s'", method, target, token.simulated())
              .isEqualTo(answer(realBearer, method, target, token.real(), ""));
        }
      }
    }
    assertSame(realBearer, simulatedBearer, "GET", "/v2/_catalog", "");
    assertSame(realBearer, simulatedBearer, "PUT", "/v2/team/app/manifests/1", "");
    assertSame(realBearer, simulatedBearer, "POST", "/v2/team/app/blobs/uploads/", "");
    assertSame(realBearer, simulatedBearer, "DELETE", "/v2/team/app/manifests/" + NO_DIGEST, "");
  }
}

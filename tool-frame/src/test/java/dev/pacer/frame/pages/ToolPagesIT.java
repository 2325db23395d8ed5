package dev.pacer.frame.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.frame.config.ConfigurationFile;
import dev.pacer.frame.config.Field;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.TlsFiles;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolPagesIT {
  private static final ConfigurationFile<ServingSettings> FILE =
      ConfigurationFile.declare(
          "test.yaml",
          "pages",
          1,
          fields -> {
            Field<ServingSettings> http =
                fields.section("http", ServingSettings.shape(8080), "The pages.");
            return values -> values.get(http);
          });

  @TempDir Path folder;
  private HttpServing serving;
  private volatile Health live = Health.ok();

  private void start(String httpSection) {
    PrometheusRegistry registry = new PrometheusRegistry();
    Counter.builder().name("pacer_cycles_total").help("Cycles.").register(registry).inc();
    ServingSettings settings =
        FILE.read("test.yaml", "version: 1\nhttp: {port: 0" + httpSection + "}\n", folder)
            .orThrow();
    serving =
        new ToolPages(
                () -> live,
                () -> Health.bad("no leader yet"),
                registry,
                () -> "{\"apps\":1}".getBytes(StandardCharsets.UTF_8),
                () -> "<!doctype html><p>" + Html.escape("<script>alert('x')</script>") + "</p>")
            .readOnlyPost("/api/v1/what-if", request -> Reply.json(200, request.body()))
            .start(settings);
  }

  @AfterEach
  void stop() {
    if (serving != null) {
      serving.close();
    }
  }

  private String ask(String method, String path, String... headers) throws IOException {
    try (Socket socket = new Socket(serving.address(), serving.port())) {
      return ask(socket, method, path, headers);
    }
  }

  private static String ask(Socket socket, String method, String path, String... headers)
      throws IOException {
    String host = String.join("", headers).contains("Host:") ? "" : "Host: localhost:1\r\n";
    String head =
        "%s %s HTTP/1.1\r\n%sConnection: close\r\n".formatted(method, path, host)
            + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
            + "\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void healthIsOkOrUnavailableWithTheReason() throws Exception {
    start("");
    assertThat(ask("GET", "/health/live")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nok\n");
    assertThat(ask("GET", "/health/ready")).startsWith("HTTP/1.1 503 ").endsWith("no leader yet\n");
    live = Health.bad("the loop is stuck");
    assertThat(ask("GET", "/health/live")).startsWith("HTTP/1.1 503 ").contains("stuck");
  }

  @Test
  void metricsAreInPrometheusTextForm() throws Exception {
    start("");
    assertThat(ask("GET", "/metrics"))
        .contains("Content-Type: text/plain; version=0.0.4")
        .contains("# TYPE pacer_cycles_total counter\npacer_cycles_total 1.0\n");
  }

  @Test
  void theStatusIsTheSuppliersJson() throws Exception {
    start("");
    assertThat(ask("GET", "/api/v1/status"))
        .contains("Content-Type: application/json")
        .endsWith("{\"apps\":1}");
  }

  @Test
  void thePageHasStrictHeadersAndItsValuesEscaped() throws Exception {
    start("");
    assertThat(ask("GET", "/"))
        .contains("Content-Security-Policy: default-src 'none'; script-src 'self'")
        .contains("X-Content-Type-Options: nosniff")
        .contains("frame-ancestors 'none'")
        .contains("Cache-Control: no-store")
        .doesNotContain("unsafe")
        .endsWith("<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</p>");
  }

  @Test
  void headIsAsGetWithoutBody() throws Exception {
    start("");
    assertThat(ask("HEAD", "/api/v1/status")).contains("Content-Length: 10").endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void whatCouldChangeSomethingIsRefused(String method) throws Exception {
    start("");
    assertThat(ask(method, "/api/v1/status"))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD");
  }

  @Test
  void aQuestionWithABodyCanBeAskedWhereTheToolSaysSo() throws Exception {
    start("");
    assertThat(ask("POST", "/api/v1/what-if", "Content-Length: 0")).startsWith("HTTP/1.1 200 ");
    assertThat(ask("DELETE", "/api/v1/what-if")).startsWith("HTTP/1.1 405 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost:x",
        "10.0.0.1",
        ""
      })
  void anUnknownHostIsRefused(String host) throws Exception {
    start("");
    assertThat(ask("GET", "/api/v1/status", "Host: " + host)).startsWith("HTTP/1.1 421 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:5", "Pacer.Example"})
  void loopbackAndConfiguredNamesAreKnown(String host) throws Exception {
    start(", hosts: [pacer.example]");
    assertThat(ask("GET", "/api/v1/status", "Host: " + host)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void basicLoginIsNeededForAllButHealth() throws Exception {
    Files.writeString(folder.resolve("password"), "fake-password\n");
    start(", login: {user: ops, passwordFile: password}");
    String good =
        Base64.getEncoder().encodeToString("ops:fake-password".getBytes(StandardCharsets.UTF_8));
    String bad = Base64.getEncoder().encodeToString("ops:wrong".getBytes(StandardCharsets.UTF_8));
    for (String path :
        new String[] {"/", "/metrics", "/api/v1/status", "/nowhere", "/health/../metrics"}) {
      assertThat(ask("GET", path))
          .startsWith(path.startsWith("/health") ? "HTTP/1.1 404 " : "HTTP/1.1 401 ");
    }
    assertThat(ask("GET", "/metrics")).contains("WWW-Authenticate: Basic realm=\"pacer\"");
    assertThat(ask("GET", "/metrics", "Authorization: Basic " + bad)).startsWith("HTTP/1.1 401 ");
    assertThat(ask("GET", "/metrics", "Authorization: Bearer " + good)).startsWith("HTTP/1.1 401 ");
    assertThat(ask("GET", "/metrics", "Authorization: basic " + good)).startsWith("HTTP/1.1 200 ");
    assertThat(ask("GET", "/health/live")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aBearerTokenIsALoginToo() throws Exception {
    Files.writeString(folder.resolve("token"), "fake-token");
    start(", login: {tokenFile: token}");
    assertThat(ask("GET", "/")).startsWith("HTTP/1.1 401 ").contains("WWW-Authenticate: Bearer");
    assertThat(ask("GET", "/", "Authorization: Bearer fake-token")).startsWith("HTTP/1.1 200 ");
    assertThat(ask("GET", "/", "Authorization: Bearer fake-toke")).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void contradictoryAccessSettingsAreProblems() throws Exception {
    Files.writeString(folder.resolve("token"), "fake-token");
    assertThat(problems("{login: {user: ops}}"))
        .contains("http.login.user: must be given together with passwordFile");
    assertThat(problems("{login: {}}")).contains("http.login.tokenFile: give either");
    assertThat(problems("{address: pacer.example}"))
        .contains("http.address: must be an IP address");
    assertThat(problems("{tls: {certificateFile: none, keyFile: none}}"))
        .contains("http: the certificate cannot be read from ");
  }

  private String problems(String section) {
    return FILE.read("test.yaml", "version: 1\nhttp: " + section + "\n", folder)
        .problems()
        .toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void pagesAreServedOverTlsFromPemFiles(String algorithm) throws Exception {
    makeCertificate(algorithm);
    start(", tls: {certificateFile: cert.pem, keyFile: key.pem}");
    assertThat(serving.uri().getScheme()).isEqualTo("https");
    SSLContext trusting = trusting(folder.resolve("cert.pem"));
    try (SSLSocket socket =
        (SSLSocket) trusting.getSocketFactory().createSocket(serving.address(), serving.port())) {
      assertThat(ask(socket, "GET", "/health/live")).startsWith("HTTP/1.1 200 ").endsWith("ok\n");
    }
    try (Socket plain = new Socket(serving.address(), serving.port())) {
      assertThat(ask(plain, "GET", "/health/live")).doesNotContain("200");
    } catch (IOException reset) {
      // A refused handshake may end in a reset, too.
    }
  }

  @Test
  void aKeyInAnotherFormSaysHowToConvertIt() throws Exception {
    makeCertificate("RSA");
    Files.writeString(folder.resolve("old.pem"), "-----BEGIN RSA PRIVATE KEY-----\nfake\n");
    assertThatThrownBy(() -> TlsFiles.read(folder.resolve("cert.pem"), folder.resolve("old.pem")))
        .hasMessageContaining("openssl pkcs8 -topk8")
        .hasMessageNotContaining("fake");
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Makes cert.pem and key.pem with the JDK's keytool. */
  private void makeCertificate(String algorithm) throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                "fake-store",
                "-validity",
                "2")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "fake-store".toCharArray());
    }
    write("cert.pem", "CERTIFICATE", keys.getCertificate("a").getEncoded());
    write("key.pem", "PRIVATE KEY", keys.getKey("a", "fake-store".toCharArray()).getEncoded());
  }

  private void write(String file, String kind, byte[] bytes) throws IOException {
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind));
  }
}

package dev.pacer.registryauth.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pacer.cluster.Secret;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Listening;
import dev.pacer.frame.http.TlsFiles;
import dev.pacer.registryauth.archive.DockerArchive;
import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.dockerconfig.ConfigReading;
import dev.pacer.registryauth.publish.TargetId;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveServingIT {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final RegistryName REGISTRY = new RegistryName("registry.example");
  private static final int ROTATIONS = 500;

  private final AtomicLong reads = new AtomicLong();

  private final ArchiveTarget target =
      new ArchiveTarget(
          new TargetId("open"),
          new SecretKeySpec("fake-key".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"),
          () -> NOON);
  private final ArchiveHandler handler =
      new ArchiveHandler(
          List.of(new Profile("open", target, List.of())),
          new Callers(List.of(AddressRange.of("127.0.0.0/8")), new AgentAddresses()),
          new RateLimit(1_000_000, 1_000_000, () -> NOON),
          (profile, status) -> {});

  private static String password(int rotation) {
    return "fake-%d-".formatted(rotation) + "x".repeat(2_400);
  }

  private void publish(int rotation) {
    target.publish(
        new CredentialSet(
            Map.of(
                REGISTRY,
                new Credential(
                    new Login("AWS", new Secret(password(rotation))),
                    NOON.minusSeconds(10_000),
                    Optional.of(NOON.plusSeconds(rotation + 1L)),
                    true))));
  }

  private static HttpRequest.Builder request(HttpServing serving) {
    return HttpRequest.newBuilder(serving.uri().resolve("/v1/open/docker.tar.gz"));
  }

  @Test
  void noReaderEverSeesATornOrEmptyArchiveWhileItRotates() throws Exception {
    publish(0);
    ExecutorService readers = Executors.newFixedThreadPool(4);
    AtomicBoolean done = new AtomicBoolean();
    try (HttpServing serving = ArchiveServing.start(Listening.loopback(0), false, handler)) {
      List<Future<Set<String>>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(readers.submit(() -> read(serving, done)));
      }
      for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
        publish(rotation);
        long before = reads.get();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (reads.get() == before && System.nanoTime() < deadline) {
          Thread.onSpinWait();
        }
      }
      done.set(true);
      for (Future<Set<String>> reader : all) {
        assertThat(reader.get(60, TimeUnit.SECONDS)).contains(password(ROTATIONS));
      }
    } finally {
      readers.shutdownNow();
    }
  }

  private Set<String> read(HttpServing serving, AtomicBoolean done) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    Set<String> seen = new HashSet<>();
    boolean last;
    do {
      last = done.get();
      HttpResponse<byte[]> reply =
          client.send(request(serving).build(), HttpResponse.BodyHandlers.ofByteArray());
      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(reply.headers().firstValueAsLong("Content-Length")).hasValue(reply.body().length);
      seen.add(
          ConfigReading.read(DockerArchive.configIn(reply.body()))
              .logins()
              .get(REGISTRY)
              .secret()
              .reveal());
      reads.incrementAndGet();
    } while (!last);
    return seen;
  }

  @Test
  void headSaysTheLengthAndSendsNothing() throws Exception {
    publish(1);
    try (HttpServing serving = ArchiveServing.start(Listening.loopback(0), false, handler)) {
      HttpResponse<byte[]> head =
          HttpClient.newHttpClient()
              .send(
                  request(serving).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isGreaterThan(2_400);
      assertThat(head.headers().firstValue("ETag")).isPresent();
    }
  }

  @Test
  void plainHttpBeyondThisMachineMustBeAskedFor() throws Exception {
    Listening everywhere = new Listening(InetAddress.getByName("0.0.0.0"), 0, Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArchiveServing.start(everywhere, false, handler))
        .withMessageContaining("allowInsecureHttp");
  }

  @Test
  void archivesAreServedOverTls(@TempDir Path scratch) throws Exception {
    publish(1);
    KeyStore store = selfSigned(scratch);
    Path certificate = pem(scratch, "CERTIFICATE", store.getCertificate("server").getEncoded());
    Key key = store.getKey("server", "fake-password".toCharArray());
    SSLContext context = TlsFiles.read(certificate, pem(scratch, "PRIVATE KEY", key.getEncoded()));
    try (HttpServing serving =
        ArchiveServing.start(Listening.loopback(0).withTls(context), false, handler)) {
      HttpClient client =
          HttpClient.newBuilder().sslContext(trusting(store.getCertificate("server"))).build();
      URI uri = URI.create("https://localhost:%d/v1/open/docker.tar.gz".formatted(serving.port()));
      HttpResponse<byte[]> reply =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(DockerArchive.configIn(reply.body())).isNotEmpty();
    }
  }

  private static KeyStore selfSigned(Path scratch) throws Exception {
    Path file = scratch.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "fake-password",
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "fake-password".toCharArray());
    }
    return store;
  }

  private static Path pem(Path scratch, String what, byte[] der) throws Exception {
    return Files.writeString(
        scratch.resolve(what.replace(' ', '-')),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(der), what));
  }

  private static SSLContext trusting(Certificate certificate) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("server", certificate);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}

package dev.pacer.cluster.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.time.SystemWatchdog;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsIT {

  private static final char[] PASSWORD = "example".toCharArray();

  @TempDir private static Path folder;

  private static KeyStore serverKeys;
  private static Path serverCa;
  private static KeyStore clientKeys;
  private static Path clientChain;
  private static Path clientKey;

  @BeforeAll
  static void makeCertificates() throws Exception {
    serverKeys = keys("server", "san=ip:127.0.0.1");
    serverCa = folder.resolve("ca.pem");
    writePem(serverCa, "CERTIFICATE", serverKeys.getCertificate("me").getEncoded());
    clientKeys = keys("client", "san=dns:pacer.example");
    clientChain = folder.resolve("client.pem");
    writePem(clientChain, "CERTIFICATE", clientKeys.getCertificate("me").getEncoded());
    clientKey = folder.resolve("client.key");
    writePem(clientKey, "PRIVATE KEY", clientKeys.getKey("me", PASSWORD).getEncoded());
  }

  /** The JDK has no public way to make a certificate but its own tool. */
  private static KeyStore keys(String name, String san) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "me",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                san,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tool.waitFor()).as(output).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static void writePem(Path file, String kind, byte[] der) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN "
            + kind
            + "-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END "
            + kind
            + "-----\n");
  }

  private static RawServer server(boolean asksForClient) throws Exception {
    return server(serverKeys, asksForClient);
  }

  private static RawServer server(KeyStore own, boolean asksForClient) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    Certificate client = clientKeys.getCertificate("me");
    anchors.setCertificateEntry("client", client);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(asksForClient);
    return new RawServer(socket, RawServer.json(200, "{\"ok\":true}"));
  }

  private static String ask(RawServer server, String host, TlsSettings tls) throws IOException {
    try (SystemWatchdog watchdog = new SystemWatchdog();
        HttpTransport transport =
            new HttpTransport(TransportSettings.ORDINARY.withTls(tls), watchdog)) {
      HttpPeer peer =
          new HttpPeer(
              PeerAddress.of(
                  "Marathon", List.of(URI.create("https://" + host + ":" + server.port()))),
              transport,
              Credentials.none(),
              RetryPolicy.ORDINARY,
              InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")),
              time -> {},
              new SplittableRandom(1));
      return peer.send(Request.get("/")).text();
    }
  }

  @Test
  void aGivenCaIsTrustedAloneOrBesidesTheSystems() throws Exception {
    try (RawServer server = server(false)) {
      assertThat(ask(server, "127.0.0.1", TlsSettings.only(serverCa))).isEqualTo("{\"ok\":true}");
      assertThat(ask(server, "127.0.0.1", TlsSettings.besidesSystem(serverCa)))
          .isEqualTo("{\"ok\":true}");
    }
  }

  @Test
  void anUnknownCaIsNotTrustedAndNotAskedTwice() throws Exception {
    try (RawServer server = server(false)) {
      assertThatThrownBy(() -> ask(server, "127.0.0.1", TlsSettings.SYSTEM))
          .isInstanceOf(PeerUnreachableException.class)
          .hasMessageContaining("no trusted TLS connection")
          .hasMessageContaining("Give the CA that signed the certificate")
          .satisfies(e -> assertThat(((PeerException) e).mayHaveBeenDone()).isFalse());
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aCertificateForAnotherHostIsNotTrusted() throws Exception {
    try (RawServer server = server(clientKeys, false)) {
      assertThatThrownBy(() -> ask(server, "127.0.0.1", TlsSettings.only(clientChain)))
          .isInstanceOf(PeerUnreachableException.class)
          .hasMessageContaining("no trusted TLS connection");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void ourCertificateIsShownToAServerThatAsks() throws Exception {
    TlsSettings withClient =
        new TlsSettings(
            Optional.of(serverCa),
            false,
            Optional.of(new TlsSettings.ClientCertificate(clientChain, clientKey)));
    try (RawServer server = server(true)) {
      assertThat(ask(server, "127.0.0.1", withClient)).isEqualTo("{\"ok\":true}");
      assertThatThrownBy(() -> ask(server, "127.0.0.1", TlsSettings.only(serverCa)))
          .isInstanceOf(PeerException.class);
    }
  }

  @Test
  void aBadFileIsNamed() {
    Path none = folder.resolve("none.pem");
    assertThatThrownBy(() -> TlsContext.of(TlsSettings.only(none)))
        .hasMessageContaining("cannot read " + none);
    assertThatThrownBy(() -> TlsContext.of(TlsSettings.only(clientKey)))
        .hasMessageContaining(clientKey + " holds no certificate");
    assertThatThrownBy(
            () ->
                TlsContext.of(
                    new TlsSettings(
                        Optional.empty(),
                        true,
                        Optional.of(new TlsSettings.ClientCertificate(clientChain, clientChain)))))
        .hasMessageContaining(clientChain + ": no private key");
    assertThatThrownBy(() -> new TlsSettings(Optional.empty(), false, Optional.empty()))
        .hasMessageContaining("need a CA file");
  }
}

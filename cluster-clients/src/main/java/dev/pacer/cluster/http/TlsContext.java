package dev.pacer.cluster.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the JDK's TLS context of {@link TlsSettings}. */
final class TlsContext {

  private TlsContext() {}

  /**
   * Reads the files once.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  static SSLContext of(TlsSettings settings) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          settings.client().isPresent() ? keys(settings.client().get()) : null,
          settings.caFile().isPresent()
              ? trust(settings.caFile().get(), settings.trustSystem())
              : null,
          null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot set up TLS", e);
    }
  }

  private static TrustManager[] trust(Path caFile, boolean withSystem)
      throws GeneralSecurityException, IOException {
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    int n = 0;
    for (Certificate authority : certificates(caFile)) {
      anchors.setCertificateEntry("given-" + n++, authority);
    }
    if (withSystem) {
      for (TrustManager manager : trustManagers(null)) {
        if (manager instanceof X509TrustManager x509) {
          for (X509Certificate authority : x509.getAcceptedIssuers()) {
            anchors.setCertificateEntry("system-" + n++, authority);
          }
        }
      }
    }
    return trustManagers(anchors);
  }

  private static TrustManager[] trustManagers(@Nullable KeyStore anchors)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    return factory.getTrustManagers();
  }

  private static KeyManager[] keys(TlsSettings.ClientCertificate client)
      throws GeneralSecurityException, IOException {
    PrivateKey key;
    try {
      key = PemKeys.read(text(client.key()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(client.key() + ": " + e.getMessage(), e);
    }
    char[] noPassword = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "client", key, noPassword, certificates(client.chain()).toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, noPassword);
    return factory.getKeyManagers();
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws CertificateException {
    Collection<? extends Certificate> all;
    try {
      all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(text(file).getBytes(StandardCharsets.ISO_8859_1)));
    } catch (CertificateException e) {
      throw new IllegalArgumentException(file + " holds no certificates in PEM form", e);
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no certificate");
    }
    return all;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}

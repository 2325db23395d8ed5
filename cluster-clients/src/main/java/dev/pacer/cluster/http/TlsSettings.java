package dev.pacer.cluster.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom we trust, and who we are.
 *
 * @param caFile PEM file with the certificates of trusted authorities
 * @param trustSystem whether the system's authorities are trusted too
 * @param client our own certificate, for servers that ask for one
 */
public record TlsSettings(
    Optional<Path> caFile, boolean trustSystem, Optional<ClientCertificate> client) {

  /** The system's authorities, no certificate of our own. */
  public static final TlsSettings SYSTEM =
      new TlsSettings(Optional.empty(), true, Optional.empty());

  /** Refuses to trust nobody. */
  public TlsSettings {
    if (caFile.isEmpty() && !trustSystem) {
      throw new IllegalArgumentException("need a CA file when the system's CAs are not trusted");
    }
  }

  /** That CA alone. */
  public static TlsSettings only(Path caFile) {
    return new TlsSettings(Optional.of(caFile), false, Optional.empty());
  }

  /** That CA and the system's. */
  public static TlsSettings besidesSystem(Path caFile) {
    return new TlsSettings(Optional.of(caFile), true, Optional.empty());
  }

  /**
   * Our certificate.
   *
   * @param chain PEM file, our certificate first
   * @param key PEM file with its private key, not encrypted
   */
  public record ClientCertificate(Path chain, Path key) {}
}

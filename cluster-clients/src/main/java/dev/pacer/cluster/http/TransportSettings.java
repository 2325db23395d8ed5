package dev.pacer.cluster.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How connections are made.
 *
 * @param connectTimeout per address, TLS included
 * @param connectionsPerHost open at a time to one server
 * @param tls whom to trust
 * @param proxy used for every connection, none unless given
 * @param userAgent as we call ourselves
 */
public record TransportSettings(
    Duration connectTimeout,
    int connectionsPerHost,
    TlsSettings tls,
    Optional<URI> proxy,
    String userAgent) {

  /** 5 s to connect, 10 connections per host, the system's CAs, no proxy. */
  public static final TransportSettings ORDINARY =
      new TransportSettings(
          Duration.ofSeconds(5), 10, TlsSettings.SYSTEM, Optional.empty(), "pacer");

  /** Refuses what cannot connect. */
  public TransportSettings {
    if (connectTimeout.isNegative() || connectTimeout.isZero() || connectionsPerHost < 1) {
      throw new IllegalArgumentException(
          "need a connect timeout above zero and at least 1 connection, were %s and %d"
              .formatted(connectTimeout, connectionsPerHost));
    }
  }

  /** The same with other trust. */
  public TransportSettings withTls(TlsSettings next) {
    return new TransportSettings(connectTimeout, connectionsPerHost, next, proxy, userAgent);
  }

  /** The same with another connect timeout. */
  public TransportSettings withConnectTimeout(Duration next) {
    return new TransportSettings(next, connectionsPerHost, tls, proxy, userAgent);
  }
}

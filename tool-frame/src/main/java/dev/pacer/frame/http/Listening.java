package dev.pacer.frame.http;

import java.net.InetAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where to listen.
 *
 * @param address the address to bind; only loopback unless somebody asks otherwise
 * @param port 0 for any free one
 * @param tls present to speak HTTPS
 */
public record Listening(InetAddress address, int port, Optional<SSLContext> tls) {
  public Listening {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("a port is 0 to 65535, was " + port);
    }
  }

  /** Plain HTTP on 127.0.0.1. */
  public static Listening loopback(int port) {
    return new Listening(InetAddress.getLoopbackAddress(), port, Optional.empty());
  }

  public Listening withTls(SSLContext context) {
    return new Listening(address, port, Optional.of(context));
  }
}

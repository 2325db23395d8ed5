package dev.pacer.cluster.http;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sends one request to one address and hands back whatever comes: any status, no redirect followed,
 * nothing tried again. For peers whose refusals are the answer, such as image registries.
 */
public final class OneExchange {

  private final HttpTransport transport;

  /** Exchanges over a transport, which the caller closes. */
  public OneExchange(HttpTransport transport) {
    this.transport = transport;
  }

  /**
   * Sends it.
   *
   * @param peer who it is, for messages
   * @param base scheme, host and port
   * @param authorization the header of that name; it goes to that address alone
   * @throws PeerException when no whole answer came within the request's limits
   */
  public Reply send(String peer, URI base, Request request, Optional<Secret> authorization) {
    URI url = PeerAddress.resolve(base, request.target());
    Failures failures =
        new Failures(peer, new GivenOnly(authorization.map(List::of).orElse(List.of())));
    try (OpenReply open =
        transport.open(
            url, request, authorization.map(Secret::reveal), request.limits().attempt())) {
      try {
        return open.buffer(request.limits().bodyBytes());
      } catch (IOException e) {
        throw failures.broken(request, url, open.status(), e, open.overrun(), true);
      }
    } catch (ExchangeFailure e) {
      throw failures.broken(request, url, 0, e, e.overrun(), e.sent());
    }
  }

  /** Knows what was sent, only to keep it out of messages. */
  private record GivenOnly(List<Secret> given) implements Credentials {
    @Override
    public Optional<String> authorization() {
      return given.stream().findFirst().map(Secret::reveal);
    }

    @Override
    public boolean renew(String refused) {
      return false;
    }

    @Override
    public List<String> secrets() {
      return given.stream()
          .map(Secret::reveal)
          .flatMap(value -> Stream.of(value, value.substring(value.indexOf(' ') + 1)))
          .toList();
    }
  }
}

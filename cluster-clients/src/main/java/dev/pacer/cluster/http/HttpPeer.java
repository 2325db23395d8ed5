package dev.pacer.cluster.http;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.time.Pause;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A server of the cluster, or several equal ones, asked over HTTP.
 *
 * <p>A repeatable request is tried at every address and then again after a while, when nobody
 * answers, or the answer is 429, 502, 503, 504 or any 5xx with an empty body. A request that is not
 * repeatable goes to another address only if it never left; else the failure says that it may have
 * been done. A 401 makes the credentials be renewed once. Safe for many threads.
 */
public final class HttpPeer {

  private final PeerAddress address;
  private final Exchange exchange;
  private final Failures failures;
  private final RetryPolicy retries;
  private final InstantSource clock;
  private final Pause pause;
  private final RandomGenerator chance;
  private final AtomicInteger preferred = new AtomicInteger();

  /** A peer at these addresses. */
  public HttpPeer(
      PeerAddress address,
      HttpTransport transport,
      Credentials credentials,
      RetryPolicy retries,
      InstantSource clock,
      Pause pause,
      RandomGenerator chance) {
    this.address = address;
    this.failures = new Failures(address.name(), credentials);
    this.exchange = new Exchange(address, transport, credentials, failures, clock);
    this.retries = retries;
    this.clock = clock;
    this.pause = pause;
    this.chance = chance;
  }

  /** Who it is and where. */
  public PeerAddress address() {
    return address;
  }

  /**
   * Sends it and returns the answer: any 2xx, any 4xx but 401 and 429, and a 5xx with a body. What
   * the caller cannot use of these it turns into an exception with {@link #failure}.
   *
   * @throws PeerException when there is no usable answer
   */
  public Reply send(Request request) {
    return run(request, Exchange.Body.whole());
  }

  /**
   * Sends it and has the body of a 2xx read as it arrives. Once reading began there is no second
   * try: what the reader has passed on by then is to be thrown away when this throws.
   *
   * @throws PeerException when there is no 2xx, or its body breaks off or makes no sense
   */
  public <T> T stream(Request request, StreamReader<T> reader) {
    return run(request, Exchange.Body.streamed(reader));
  }

  /**
   * Sends it and returns the answer with its body still open, for a stream that does not end; the
   * caller closes it.
   *
   * @throws PeerException when there is no 2xx
   */
  public OpenReply open(Request request) {
    return run(request, Exchange.Body.leftOpen());
  }

  /** Sends it, demands a 2xx and reads the whole answer. */
  public <T> T read(Request request, Function<Reply, T> decoder) {
    Reply reply = send(request);
    if (!reply.isSuccess()) {
      throw failure(request, reply);
    }
    return decode(request, reply, decoder);
  }

  /**
   * Makes a value of an answer.
   *
   * @throws PeerException when the decoder throws {@link JsonShapeException}
   */
  public <T> T decode(Request request, Reply reply, Function<Reply, T> decoder) {
    try {
      return decoder.apply(reply);
    } catch (JsonShapeException e) {
      throw failures.badShape(request, reply.url(), reply.status(), e);
    }
  }

  /** What an answer is, that the caller has no use for: refused for 4xx, else not understood. */
  public PeerException failure(Request request, Reply reply) {
    return failures.byStatus(request, reply);
  }

  private <T> T run(Request request, Exchange.Body<T> body) {
    Instant end = clock.instant().plus(request.limits().total());
    List<URI> bases = address.baseUrls();
    boolean[] hopeless = new boolean[bases.size()];
    for (int round = 1; ; round++) {
      PeerException last = null;
      Optional<Duration> asked = Optional.empty();
      int first = preferred.get();
      for (int i = 0; i < bases.size(); i++) {
        int at = Math.floorMod(first + i, bases.size());
        Duration left = Duration.between(clock.instant(), end);
        if (hopeless[at] || (last != null && isOver(left))) {
          continue;
        }
        Attempt<T> attempt =
            exchange.attempt(
                bases.get(at), request, shorter(request.limits().attempt(), left), body);
        if (attempt instanceof Attempt.Done<T> done) {
          preferred.set(at);
          return done.value();
        }
        if (attempt instanceof Attempt.Failed<T> failed) {
          preferred.set(at);
          throw failed.why();
        }
        Attempt.Passing<T> passing = (Attempt.Passing<T>) attempt;
        if (passing.sent() && !request.repeatable()) {
          throw passing.why();
        }
        last = passing.why();
        hopeless[at] = passing.elsewhereOnly();
        asked = longer(asked, passing.retryAfter());
      }
      if (last == null) {
        throw new IllegalStateException("no address was tried");
      }
      if (!request.repeatable() || round >= retries.rounds() || allOf(hopeless)) {
        throw last;
      }
      Duration wait =
          longer(asked, Optional.of(retries.waitAfter(round, chance.nextDouble()))).get();
      if (wait.compareTo(Duration.between(clock.instant(), end)) >= 0) {
        throw last;
      }
      pause.await(wait);
    }
  }

  private static boolean allOf(boolean[] flags) {
    for (boolean flag : flags) {
      if (!flag) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOver(Duration left) {
    return left.isNegative() || left.isZero();
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Optional<Duration> longer(Optional<Duration> a, Optional<Duration> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    return a.get().compareTo(b.get()) >= 0 ? a : b;
  }
}

package dev.pacer.frame.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running HTTP/1.1 server on HttpCore's classic connection: one thread per connection, all
 * bounded by {@link Limits}. It adds no header of its own besides the framing.
 */
public final class HttpServing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServing.class);
  private static final Duration DEFAULT_CLOSE = Duration.ofSeconds(2);
  private static final long WATCH_MILLIS = 100;
  private static final byte[] FULL =
      String.join(
              "\r\n",
              "HTTP/1.1 503 Service Unavailable",
              "Content-Length: 0",
              "Retry-After: 1",
              "Connection: close",
              "",
              "")
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listener;
  private final Conversation.Shared shared;
  private final ServingThreads threads;
  private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;
  private final Thread watcher;

  private HttpServing(ServerSocket listener, Listening listening, Limits limits, Handler handler) {
    this.listener = listener;
    this.threads = new ServingThreads(listener.getLocalPort(), limits.maxConnections());
    this.shared =
        new Conversation.Shared(
            handler,
            limits,
            listening.tls(),
            new Semaphore(limits.maxStreams()),
            threads.nanos(),
            new Conversation.Closing());
    this.acceptor = threads.start(this::accept);
    this.watcher = threads.start(this::watch);
  }

  /**
   * Listens and answers from now on.
   *
   * @throws ServingException when the address or port cannot be had; says which
   */
  public static HttpServing start(Listening listening, Limits limits, Handler handler) {
    ServerSocket socket = null;
    try {
      socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(listening.address(), listening.port()), 128);
      return new HttpServing(socket, listening, limits, handler);
    } catch (IOException e) {
      closeQuietly(socket);
      throw cannotListen(listening, e);
    }
  }

  private static ServingException cannotListen(Listening listening, IOException e) {
    String where = listening.address().getHostAddress() + ":" + listening.port();
    String detail = String.valueOf(e.getMessage());
    if (e instanceof BindException && detail.contains("in use")) {
      return new ServingException(
          "port %d is in use: cannot listen on %s.".formatted(listening.port(), where),
          "Stop what uses it or choose another port.",
          e);
    }
    return new ServingException(
        "cannot listen on %s: %s.".formatted(where, detail),
        "Choose an address of this machine and a port you may use.",
        e);
  }

  /** The port listened on, also where a free one was asked for. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The address listened on. */
  public InetAddress address() {
    return listener.getInetAddress();
  }

  /** The server's own URL without a path, e.g. {@code http://127.0.0.1:8080}. */
  public URI uri() {
    InetAddress address = address();
    if (address.isAnyLocalAddress()) {
      address = InetAddress.getLoopbackAddress();
    }
    String host = address.getHostAddress();
    return URI.create(
        "%s://%s:%d"
            .formatted(
                shared.tls().isPresent() ? "https" : "http",
                host.contains(":") ? "[" + host + "]" : host,
                port()));
  }

  /** How many connections are open now. */
  public int connections() {
    return open.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        admit(listener.accept());
      } catch (IOException | RuntimeException e) {
        if (!listener.isClosed()) {
          log.warn("accepting a connection failed port={} cause=\"{}\"", port(), e.toString());
          threads.pause(WATCH_MILLIS);
        }
      }
    }
  }

  private void admit(Socket socket) throws IOException {
    if (open.size() >= shared.limits().maxConnections() && !closeLongestIdle()) {
      log.warn("refused connection peer={} limit={}", socket.getInetAddress(), open.size());
      refuse(socket);
      return;
    }
    Conversation[] self = new Conversation[1];
    self[0] = new Conversation(socket, shared, () -> open.remove(self[0]));
    open.add(self[0]);
    for (int attempt = 0; ; attempt++) {
      try {
        threads.run(self[0]);
        return;
      } catch (RejectedExecutionException e) {
        // The thread of the connection just closed may not have ended yet.
        if (shared.closing().begun() || attempt == 20 || !threads.pause(5)) {
          open.remove(self[0]);
          refuse(socket);
          return;
        }
      }
    }
  }

  private boolean closeLongestIdle() {
    Optional<Conversation> longest =
        open.stream()
            .filter(c -> c.idleSince().isPresent())
            .min(Comparator.comparing(c -> c.idleSince().orElse(Long.MAX_VALUE)));
    return longest.isPresent() && longest.get().closeIfIdle();
  }

  /** Says "full" to a new peer: so few bytes always fit the socket's own buffer. */
  private void refuse(Socket socket) throws IOException {
    try (socket) {
      if (shared.tls().isEmpty()) {
        socket.getOutputStream().write(FULL);
        socket.shutdownOutput();
      }
    }
  }

  private void watch() {
    while (threads.pause(WATCH_MILLIS)) {
      long now = shared.nanos().getAsLong();
      open.forEach(conversation -> conversation.cutIfHanging(now));
    }
  }

  /** Closes within two seconds. */
  @Override
  public void close() {
    close(DEFAULT_CLOSE);
  }

  /**
   * Takes no more requests, ends idle connections and streams, lets requests in flight finish
   * within the time given, then cuts the rest. Afterwards no thread of the server runs, unless a
   * handler ignores its interrupt (which is logged).
   */
  public void close(Duration within) {
    if (shared.closing().begun()) {
      return;
    }
    shared.closing().begin();
    closeQuietly(listener);
    watcher.interrupt();
    long deadline = shared.nanos().getAsLong() + within.toNanos();
    while (!open.isEmpty() && shared.nanos().getAsLong() < deadline) {
      open.forEach(
          conversation -> {
            conversation.closeIfIdle();
            conversation.interruptStream();
          });
      if (!threads.pause(10)) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    open.forEach(Conversation::cut);
    if (!threads.end(Duration.ofSeconds(1).toNanos())) {
      log.error("a request handler goes on after the server closed port={}", port());
    }
    acceptor.interrupt();
  }

  private static void closeQuietly(@Nullable ServerSocket socket) {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        log.debug("closing the listener failed cause=\"{}\"", e.toString());
      }
    }
  }
}

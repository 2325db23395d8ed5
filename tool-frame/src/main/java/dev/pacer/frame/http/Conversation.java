package dev.pacer.frame.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything said on one connection, from the handshake to the close; runs on its own thread. */
final class Conversation implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Conversation.class);
  private static final int LINGER_BYTES = 256 * 1024;
  private static final Duration LINGER_TIME = Duration.ofSeconds(1);

  /** What the conversations of one server have in common. */
  record Shared(
      Handler handler,
      Limits limits,
      Optional<SSLContext> tls,
      Semaphore streamPlaces,
      LongSupplier nanos,
      Closing closing) {}

  /** Told once that the server closes. */
  static final class Closing {
    private volatile boolean begun;

    void begin() {
      begun = true;
    }

    boolean begun() {
      return begun;
    }
  }

  /** What the connection does now; only an idle one may be closed to make room. */
  enum Phase {
    OPENING,
    IDLE,
    BUSY,
    STREAMING,
    ENDED
  }

  private final Socket plain;
  private final Shared shared;
  private final Runnable whenDone;
  private final Object lock = new Object();
  private Phase phase = Phase.OPENING;
  private long idleSince;
  private @Nullable Thread thread;
  private volatile @Nullable WatchedSocket watched;

  Conversation(Socket plain, Shared shared, Runnable whenDone) {
    this.plain = plain;
    this.shared = shared;
    this.whenDone = whenDone;
    this.idleSince = shared.nanos().getAsLong();
  }

  @Override
  public void run() {
    synchronized (lock) {
      thread = Thread.currentThread();
    }
    try {
      converse();
    } catch (IOException | HttpException e) {
      log.debug("connection ended peer={} cause=\"{}\"", plain.getInetAddress(), e.toString());
    } catch (RuntimeException | Error e) {
      log.error("connection failed peer={}", plain.getInetAddress(), e);
    } finally {
      synchronized (lock) {
        phase = Phase.ENDED;
        thread = null;
      }
      cut();
      whenDone.run();
    }
  }

  private void converse() throws IOException, HttpException {
    plain.setTcpNoDelay(true);
    WatchedSocket socket = open();
    watched = socket;
    ServerConnection connection = new ServerConnection(socket, shared.limits());
    Request.Peer peer =
        new Request.Peer(
            plain.getInetAddress() == null
                ? InetAddress.getLoopbackAddress()
                : plain.getInetAddress(),
            plain.getLocalPort(),
            shared.tls().isPresent());
    RequestReading reading = new RequestReading(connection, shared.limits(), peer);
    ReplyWriting writing = new ReplyWriting(connection, shared.closing()::begun);
    Duration patience = shared.limits().readTimeout();
    while (enter(Phase.IDLE) && connection.awaitRequest(patience) && enter(Phase.BUSY)) {
      RequestReading.Outcome outcome = reading.read();
      if (outcome instanceof RequestReading.Outcome.Refused refused) {
        writing.write(refused.reply(), false, true, false);
        linger(connection, socket);
        return;
      }
      if (!(outcome instanceof RequestReading.Outcome.Complete complete)
          || !answer(complete, writing)) {
        break;
      }
      patience = shared.limits().idleTimeout();
    }
    connection.close(CloseMode.GRACEFUL);
  }

  private WatchedSocket open() throws IOException {
    Duration writeTimeout = shared.limits().writeTimeout();
    if (shared.tls().isEmpty()) {
      return new WatchedSocket(plain, shared.nanos(), writeTimeout);
    }
    SSLSocket tls =
        (SSLSocket)
            shared.tls().get().getSocketFactory().createSocket(plain, null, plain.getPort(), true);
    tls.setUseClientMode(false);
    WatchedSocket socket = new WatchedSocket(tls, plain, shared.nanos(), writeTimeout);
    watched = socket;
    socket.watch(shared.limits().readTimeout());
    tls.startHandshake();
    socket.watched();
    return socket;
  }

  /** Answers one request; whether the connection lives on. */
  private boolean answer(RequestReading.Outcome.Complete complete, ReplyWriting writing)
      throws IOException, HttpException {
    Request request = complete.request();
    Reply reply = handle(request);
    boolean head = request.method().equals("HEAD");
    boolean streams = !head && reply.body() instanceof Reply.Body.Streamed;
    if (streams && !shared.streamPlaces().tryAcquire()) {
      log.warn("refused stream path={} limit={}", request.rawPath(), shared.limits().maxStreams());
      reply = Reply.text(503, "all places for event streams are taken\n").with("Retry-After", "5");
      streams = false;
    }
    try {
      if (streams && !enter(Phase.STREAMING)) {
        return false;
      }
      boolean keepAlive = complete.keepAlive() && !shared.closing().begun();
      return writing.write(reply, head, complete.http11(), keepAlive);
    } finally {
      if (streams) {
        shared.streamPlaces().release();
      }
    }
  }

  private Reply handle(Request request) {
    try {
      return shared.handler().handle(request);
    } catch (RuntimeException e) {
      log.error("request failed method={} path={}", request.method(), request.rawPath(), e);
      return Reply.text(500, "internal error; the server's log says more\n");
    }
  }

  /** Takes the next phase; false when the connection was closed meanwhile. */
  private boolean enter(Phase next) {
    synchronized (lock) {
      if (phase == Phase.ENDED) {
        return false;
      }
      if (shared.closing().begun() && next != Phase.BUSY) {
        return false;
      }
      phase = next;
      if (next == Phase.IDLE) {
        idleSince = shared.nanos().getAsLong();
      }
      return true;
    }
  }

  /** Reads off what a refused peer still sends, or its system would throw our answer away. */
  private static void linger(ServerConnection connection, WatchedSocket socket) throws IOException {
    if (socket.getSSLSocket() == null) {
      socket.getBaseSocket().shutdownOutput();
      socket.headRead();
      socket.allowReading(LINGER_TIME);
      InputStream in = socket.getInputStream();
      byte[] waste = new byte[8192];
      int total = 0;
      int count = in.read(waste);
      while (count >= 0 && total < LINGER_BYTES) {
        total += count;
        count = in.read(waste);
      }
    }
    connection.close(CloseMode.GRACEFUL);
  }

  /** When it fell idle, or empty when it is not. */
  Optional<Long> idleSince() {
    synchronized (lock) {
      return phase == Phase.IDLE ? Optional.of(idleSince) : Optional.empty();
    }
  }

  /** Closes the connection if it waits for a request. */
  boolean closeIfIdle() {
    synchronized (lock) {
      if (phase != Phase.IDLE) {
        return false;
      }
      phase = Phase.ENDED;
    }
    cut();
    return true;
  }

  /** Asks a stream to end. */
  void interruptStream() {
    synchronized (lock) {
      if (phase == Phase.STREAMING && thread != null) {
        thread.interrupt();
      }
    }
  }

  /** Closes the connection if its peer has not taken what was written in time. */
  void cutIfHanging(long now) {
    WatchedSocket socket = watched;
    if (socket != null && socket.hangs(now)) {
      log.warn("cut connection peer={} reason=\"it reads too slowly\"", plain.getInetAddress());
      cut();
    }
  }

  /** Closes the socket at once, whatever goes on. */
  void cut() {
    try {
      plain.close();
    } catch (IOException e) {
      log.debug("closing a socket failed cause=\"{}\"", e.toString());
    }
  }
}

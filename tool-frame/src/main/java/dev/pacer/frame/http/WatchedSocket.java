package dev.pacer.frame.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/**
 * A socket whose reads end at one deadline however slowly the bytes drip, whose head is bounded in
 * bytes, and whose writes can be seen to hang. Times are nanoseconds of one monotonic clock.
 */
final class WatchedSocket extends SocketHolder {
  /** The most written at once, so that a slow but living peer makes visible progress. */
  private static final int PIECE = 64 * 1024;

  private static final long NONE = Long.MAX_VALUE;

  /** The request's head is longer than allowed. */
  static final class HeadTooLargeException extends IOException {
    HeadTooLargeException() {
      super("request head too large");
    }
  }

  private final LongSupplier nanos;
  private final long writeNanos;
  private final Socket outermost;
  private volatile long readDeadline = NONE;
  private volatile long hangDeadline = NONE;
  private long headBytesLeft = Long.MAX_VALUE;
  private boolean ended;

  WatchedSocket(Socket plain, LongSupplier nanos, Duration writeTimeout) {
    super(plain);
    this.outermost = plain;
    this.nanos = nanos;
    this.writeNanos = writeTimeout.toNanos();
  }

  WatchedSocket(SSLSocket tls, Socket plain, LongSupplier nanos, Duration writeTimeout) {
    super(tls, plain);
    this.outermost = tls;
    this.nanos = nanos;
    this.writeNanos = writeTimeout.toNanos();
  }

  /** From now on reads must end within this time, together. */
  void allowReading(Duration time) {
    readDeadline = nanos.getAsLong() + time.toNanos();
  }

  /** From now on no more than this many bytes may be read until {@link #headRead}. */
  void expectHead(int maxBytes) {
    headBytesLeft = maxBytes;
  }

  void headRead() {
    headBytesLeft = Long.MAX_VALUE;
  }

  /** Whether the peer has ended its side. */
  boolean ended() {
    return ended;
  }

  /** Something that {@link #hangs} should watch begins: a handshake. */
  void watch(Duration time) {
    hangDeadline = nanos.getAsLong() + time.toNanos();
  }

  void watched() {
    hangDeadline = NONE;
  }

  /** Whether a write (or handshake) has taken longer than it may. */
  boolean hangs(long now) {
    long deadline = hangDeadline;
    return deadline != NONE && now - deadline > 0;
  }

  @Override
  protected InputStream getInputStream(Socket socket) throws IOException {
    return new BoundedInput(outermost.getInputStream());
  }

  @Override
  protected OutputStream getOutputStream(Socket socket) throws IOException {
    return new WatchedOutput(outermost.getOutputStream());
  }

  private final class BoundedInput extends InputStream {
    private final InputStream in;

    BoundedInput(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int count = read(one, 0, 1);
      return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (headBytesLeft <= 0) {
        throw new HeadTooLargeException();
      }
      if (readDeadline != NONE) {
        long left = readDeadline - nanos.getAsLong();
        if (left <= 0) {
          throw new SocketTimeoutException("the request took too long to arrive");
        }
        outermost.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left / 1_000_000 + 1));
      }
      int count = in.read(buffer, offset, (int) Math.min(length, headBytesLeft));
      if (count < 0) {
        ended = true;
      } else if (headBytesLeft != Long.MAX_VALUE) {
        headBytesLeft -= count;
      }
      return count;
    }
  }

  private final class WatchedOutput extends FilterOutputStream {
    WatchedOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int done = 0; done < length; done += PIECE) {
        hangDeadline = nanos.getAsLong() + writeNanos;
        try {
          out.write(bytes, offset + done, Math.min(PIECE, length - done));
        } finally {
          hangDeadline = NONE;
        }
      }
    }
  }
}

package dev.pacer.frame.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.io.CloseMode;

/** Writes one reply to a connection. */
final class ReplyWriting {
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerConnection connection;
  private final BooleanSupplier closing;

  ReplyWriting(ServerConnection connection, BooleanSupplier closing) {
    this.connection = connection;
    this.closing = closing;
  }

  /**
   * Sends the reply.
   *
   * @param headOnly whether the request was a HEAD
   * @param http11 whether the peer understands chunks and keeps connections by default
   * @param keepAlive whether the connection should live on
   * @return whether it does
   */
  boolean write(Reply reply, boolean headOnly, boolean http11, boolean keepAlive)
      throws IOException, HttpException {
    boolean bodiless = headOnly || reply.status() == 204 || reply.status() == 304;
    if (reply.body() instanceof Reply.Body.Streamed streamed) {
      boolean goesOn = keepAlive && http11;
      ClassicHttpResponse head = head(reply, http11, goesOn);
      if (http11) {
        head.addHeader("Transfer-Encoding", "chunked");
      }
      connection.sendResponseHeader(head);
      connection.flush();
      if (!bodiless) {
        stream(streamed.writer(), http11);
      }
      return goesOn && !closing.getAsBoolean();
    }
    if (reply.body() instanceof Reply.Body.Dropped) {
      connection.cut();
      return false;
    }
    ClassicHttpResponse head = head(reply, http11, keepAlive);
    if (reply.body() instanceof Reply.Body.Bytes bytes) {
      head.addHeader("Content-Length", bytes.all().length);
      if (bytes.sent() < bytes.all().length && !bodiless) {
        connection.sendResponseHeader(head);
        connection.flush();
        connection.watched().getOutputStream().write(bytes.all(), 0, bytes.sent());
        connection.close(CloseMode.GRACEFUL);
        return false;
      }
      head.setEntity(new ByteArrayEntity(bytes.all(), null));
    } else if (reply.status() != 204 && reply.status() != 304) {
      head.addHeader("Content-Length", 0);
    }
    connection.sendResponseHeader(head);
    if (!bodiless) {
      connection.sendResponseEntity(head);
    }
    connection.flush();
    return keepAlive;
  }

  private static ClassicHttpResponse head(Reply reply, boolean http11, boolean keepAlive) {
    ClassicHttpResponse head =
        reply
            .reason()
            .map(reason -> new BasicClassicHttpResponse(reply.status(), reason))
            .orElseGet(() -> new BasicClassicHttpResponse(reply.status()));
    for (Headers.Field field : reply.headers().fields()) {
      head.addHeader(field.name(), field.value());
    }
    if (!keepAlive) {
      head.addHeader("Connection", "close");
    } else if (!http11) {
      head.addHeader("Connection", "keep-alive");
    }
    return head;
  }

  private void stream(StreamBody writer, boolean chunked) throws IOException {
    OutputStream out = connection.watched().getOutputStream();
    try {
      writer.writeTo(new ConnectionSink(out, chunked));
    } catch (InterruptedException e) {
      if (!closing.getAsBoolean()) {
        throw new IOException("the stream's thread was interrupted", e);
      }
      // The server closes: the body ends as if it were done, and so does the connection's thread.
    }
    if (chunked) {
      out.write(LAST_CHUNK);
    }
  }

  private final class ConnectionSink implements Sink {
    private final OutputStream out;
    private final boolean chunked;

    ConnectionSink(OutputStream out, boolean chunked) {
      this.out = out;
      this.chunked = chunked;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      if (bytes.length == 0) {
        return;
      }
      if (!chunked) {
        out.write(bytes);
        return;
      }
      ByteArrayOutputStream chunk = new ByteArrayOutputStream(bytes.length + 16);
      chunk.writeBytes(Integer.toHexString(bytes.length).getBytes(StandardCharsets.US_ASCII));
      chunk.write('\r');
      chunk.write('\n');
      chunk.writeBytes(bytes);
      chunk.write('\r');
      chunk.write('\n');
      chunk.writeTo(out);
    }

    @Override
    public void checkPeer() throws IOException {
      if (connection.peerGone()) {
        throw new IOException("the peer closed the connection");
      }
    }

    @Override
    public boolean closing() {
      return closing.getAsBoolean();
    }
  }
}

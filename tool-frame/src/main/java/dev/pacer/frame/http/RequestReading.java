package dev.pacer.frame.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NotImplementedException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.RequestHeaderFieldsTooLargeException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.UnsupportedHttpVersionException;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/** Reads one request from a connection, whole and within the limits. */
final class RequestReading {

  /** What came of it; a request that cannot be understood is answered and the connection closed. */
  sealed interface Outcome {
    record Complete(Request request, boolean keepAlive, boolean http11) implements Outcome {}

    record Refused(Reply reply) implements Outcome {}

    record Ended() implements Outcome {}
  }

  private static final Pattern ABSOLUTE_FORM = Pattern.compile("(?i)https?://[^/?#]*(.*)");

  private final ServerConnection connection;
  private final Limits limits;
  private final Request.Peer peer;

  RequestReading(ServerConnection connection, Limits limits, Request.Peer peer) {
    this.connection = connection;
    this.limits = limits;
    this.peer = peer;
  }

  Outcome read() throws IOException {
    WatchedSocket socket = connection.watched();
    socket.expectHead(limits.maxHeadBytes());
    socket.allowReading(limits.readTimeout());
    try {
      ClassicHttpRequest head = connection.receiveRequestHeader();
      socket.headRead();
      if (head == null || socket.ended()) {
        // The parser takes the end of the stream for the end of the head; half a head is none.
        return new Outcome.Ended();
      }
      return read(head);
    } catch (SocketTimeoutException e) {
      return refused(
          408, "the request took longer than " + limits.readTimeout().toMillis() + " ms");
    } catch (WatchedSocket.HeadTooLargeException | RequestHeaderFieldsTooLargeException e) {
      return refused(431, "request line and headers exceed " + limits.maxHeadBytes() + " bytes");
    } catch (UnsupportedHttpVersionException e) {
      return refused(505, "this server speaks HTTP/1.1");
    } catch (NotImplementedException e) {
      return refused(501, "only the transfer coding 'chunked' is understood");
    } catch (TruncatedChunkException | ConnectionClosedException e) {
      return new Outcome.Ended();
    } catch (HttpException | MalformedChunkCodingException | IllegalArgumentException e) {
      return refused(400, "the request is malformed: " + e.getMessage());
    }
  }

  private Outcome read(ClassicHttpRequest head) throws IOException, HttpException {
    ProtocolVersion version = head.getVersion() == null ? HttpVersion.HTTP_1_1 : head.getVersion();
    boolean http11 = version.greaterEquals(HttpVersion.HTTP_1_1);
    Headers headers = headers(head);
    if (headers.has("Transfer-Encoding") && headers.has("Content-Length")) {
      return refused(400, "the request has both Transfer-Encoding and Content-Length");
    }
    if (headers.all("Host").size() > 1 || (http11 && !headers.has("Host"))) {
      return refused(400, "an HTTP/1.1 request has one Host header");
    }
    String expect = headers.first("Expect").orElse("");
    if (!expect.isEmpty() && !expect.equalsIgnoreCase("100-continue")) {
      return refused(417, "only the expectation '100-continue' is understood");
    }
    connection.receiveRequestEntity(head);
    HttpEntity entity = head.getEntity();
    byte[] body = new byte[0];
    if (entity != null) {
      if (entity.getContentLength() > limits.maxBodyBytes()) {
        return tooLarge();
      }
      if (!expect.isEmpty() && http11) {
        connection.sendResponseHeader(new BasicClassicHttpResponse(100, "Continue"));
        connection.flush();
      }
      try (InputStream in = entity.getContent()) {
        body = in.readNBytes(limits.maxBodyBytes() + 1);
        if (body.length > limits.maxBodyBytes()) {
          return tooLarge();
        }
      }
    }
    boolean keepAlive =
        http11
            ? !headers.hasToken("Connection", "close")
            : headers.hasToken("Connection", "keep-alive");
    return new Outcome.Complete(request(head, headers, body), keepAlive, http11);
  }

  private Request request(ClassicHttpRequest head, Headers headers, byte[] body) {
    String target = head.getPath();
    Matcher absolute = ABSOLUTE_FORM.matcher(target);
    if (absolute.matches()) {
      target = absolute.group(1);
    }
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    return new Request(
        head.getMethod(),
        path.isEmpty() ? "/" : path,
        question < 0 ? Optional.empty() : Optional.of(target.substring(question + 1)),
        headers,
        new Request.Content(body),
        peer,
        Map.of());
  }

  private static Headers headers(ClassicHttpRequest head) {
    List<Headers.Field> fields = new ArrayList<>();
    for (Header header : head.getHeaders()) {
      String value = header.getValue();
      fields.add(new Headers.Field(header.getName(), value == null ? "" : value));
    }
    return new Headers(fields);
  }

  private Outcome tooLarge() {
    return refused(413, "the request's body exceeds " + limits.maxBodyBytes() + " bytes");
  }

  private static Outcome refused(int status, String why) {
    return new Outcome.Refused(Reply.text(status, why + "\n"));
  }
}

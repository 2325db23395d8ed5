package dev.pacer.frame.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * An answer. Only the headers given are sent, besides {@code Content-Length} or {@code
 * Transfer-Encoding}, which the server writes itself, and {@code Connection} where it closes.
 */
public final class Reply {

  /** What follows the head. */
  sealed interface Body {
    /** Nothing: {@code Content-Length: 0} and no {@code Content-Type}. */
    record None() implements Body {}

    /** All bytes, of which only {@code sent} reach the peer before the connection is cut. */
    final class Bytes implements Body {
      private final byte[] all;
      private final int sent;

      Bytes(byte[] all, int sent) {
        this.all = all;
        this.sent = sent;
      }

      byte[] all() {
        return all;
      }

      int sent() {
        return sent;
      }
    }

    /** Written piece by piece. */
    record Streamed(StreamBody writer) implements Body {}

    /** No answer at all. */
    record Dropped() implements Body {}
  }

  private static final Set<String> FRAMING =
      Set.of("content-length", "transfer-encoding", "connection", "trailer", "upgrade");

  private final int status;
  private final Optional<String> reason;
  private final Headers headers;
  private final Body body;

  private Reply(int status, Optional<String> reason, Headers headers, Body body) {
    if (status < 200 || status > 999) {
      throw new IllegalArgumentException("a reply's status is 200 to 999, was " + status);
    }
    reason.ifPresent(text -> new Headers.Field("reason", text));
    for (Headers.Field field : headers.fields()) {
      if (FRAMING.contains(field.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("the server itself writes " + field.name());
      }
    }
    this.status = status;
    this.reason = reason;
    this.headers = headers;
    this.body = body;
  }

  /** A reply without a body. */
  public static Reply of(int status) {
    return new Reply(status, Optional.empty(), Headers.none(), new Body.None());
  }

  /** A reply with a body, which may be empty and still has its type. */
  public static Reply of(int status, String contentType, byte[] body) {
    byte[] copy = body.clone();
    return new Reply(
        status,
        Optional.empty(),
        Headers.of("Content-Type", contentType),
        new Body.Bytes(copy, copy.length));
  }

  /** Text as UTF-8. */
  public static Reply text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** JSON already written. */
  public static Reply json(int status, byte[] json) {
    return of(status, "application/json", json);
  }

  /** JSON already written. */
  public static Reply json(int status, String json) {
    return json(status, json.getBytes(StandardCharsets.UTF_8));
  }

  /** A body written while it comes about, chunked; it takes one of the server's stream places. */
  public static Reply stream(int status, String contentType, StreamBody writer) {
    return new Reply(
        status,
        Optional.empty(),
        Headers.of("Content-Type", contentType),
        new Body.Streamed(writer));
  }

  /** No answer: the connection is closed, as a crashed server or a cut network would. */
  public static Reply drop() {
    return new Reply(500, Optional.empty(), Headers.none(), new Body.Dropped());
  }

  /** This reply with another status. */
  public Reply withStatus(int code) {
    return new Reply(code, reason, headers, body);
  }

  /** This reply with another status and a reason phrase of its own. */
  public Reply withStatus(int code, String phrase) {
    return new Reply(code, Optional.of(phrase), headers, body);
  }

  /** This reply with that header set; earlier lines of the name go. */
  public Reply with(String name, String value) {
    return new Reply(status, reason, headers.with(name, value), body);
  }

  /** This reply with one more header line. */
  public Reply plus(String name, String value) {
    return new Reply(status, reason, headers.plus(name, value), body);
  }

  /** This reply without that header. */
  public Reply without(String name) {
    return new Reply(status, reason, headers.without(name), body);
  }

  /**
   * This reply announcing its whole length and cut after some bytes (fault injection).
   *
   * @throws IllegalStateException when the reply has no body of known length
   */
  public Reply cutAfter(int bytes) {
    if (body instanceof Body.Bytes whole) {
      int sent = Math.max(0, Math.min(bytes, whole.all().length));
      return new Reply(status, reason, headers, new Body.Bytes(whole.all(), sent));
    }
    throw new IllegalStateException("only a reply with a body of known length can be cut");
  }

  /** This reply gzipped where the request accepts that and there is a body of known length. */
  public Reply gzippedFor(Request request) {
    if (!(body instanceof Body.Bytes whole) || headers.has("Content-Encoding")) {
      return this;
    }
    Headers varying = headers.plus("Vary", "Accept-Encoding");
    if (!accepts(request, "gzip")) {
      return new Reply(status, reason, varying, body);
    }
    byte[] packed = gzip(whole.all());
    return new Reply(
        status,
        reason,
        varying.plus("Content-Encoding", "gzip"),
        new Body.Bytes(packed, packed.length));
  }

  private static boolean accepts(Request request, String coding) {
    for (String line : request.headers().all("Accept-Encoding")) {
      for (String word : line.toLowerCase(Locale.ROOT).split(",", -1)) {
        String compact = word.replace(" ", "");
        if (compact.equals(coding)
            || (compact.startsWith(coding + ";") && !compact.matches(".*;q=0(\\.0*)?"))) {
          return true;
        }
      }
    }
    return false;
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  public int status() {
    return status;
  }

  /** The reason phrase where it is not the usual one. */
  public Optional<String> reason() {
    return reason;
  }

  public Headers headers() {
    return headers;
  }

  /** The body's bytes; empty for a reply without one or a streamed one. */
  public byte[] bytes() {
    return body instanceof Body.Bytes whole ? whole.all().clone() : new byte[0];
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Whether this is {@link #drop()}. */
  public boolean isDrop() {
    return body instanceof Body.Dropped;
  }

  Body body() {
    return body;
  }

  @Override
  public String toString() {
    return "Reply[" + status + " " + body.getClass().getSimpleName() + "]";
  }
}

package dev.pacer.cluster.http;

import dev.pacer.cluster.time.Watchdog;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body is still arriving. Whoever has it closes it; closing before the end drops
 * the connection, and from another thread it makes the reader fail.
 */
public final class OpenReply implements Closeable {

  private final URI url;
  private final ClassicHttpResponse response;
  private final Map<String, List<String>> headers;
  private final Runnable abort;
  private final Watchdog.Guard guard;
  private final Supplier<Optional<Duration>> overrun;
  private final long limit;
  private @Nullable BoundedInput raw;

  OpenReply(
      URI url,
      ClassicHttpResponse response,
      Runnable abort,
      Watchdog.Guard guard,
      Supplier<Optional<Duration>> overrun,
      long limit) {
    this.url = url;
    this.response = response;
    this.abort = abort;
    this.guard = guard;
    this.overrun = overrun;
    this.limit = limit;
    Map<String, List<String>> all = new HashMap<>();
    for (Header header : response.getHeaders()) {
      all.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.getValue() == null ? "" : header.getValue());
    }
    this.headers = all;
  }

  /** The address that answers. */
  public URI url() {
    return url;
  }

  /** The HTTP status. */
  public int status() {
    return response.getCode();
  }

  /** The first header of that name, whatever its case. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /**
   * The body as it arrives, decompressed, within the limits of the request; empty when there is
   * none.
   */
  public InputStream body() throws IOException {
    return bounded(limit);
  }

  private BoundedInput bounded(long most) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null || entity.getContent() == null) {
      return new BoundedInput(InputStream.nullInputStream(), most);
    }
    // The compressed bytes are bounded too: a bomb of empty blocks expands to nothing.
    BoundedInput source = new BoundedInput(entity.getContent(), most);
    raw = source;
    String encoding = header("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "", "identity" -> source;
      case "gzip", "x-gzip" -> new BoundedInput(new GZIPInputStream(source, 8_192), most);
      default -> throw new IOException("unknown Content-Encoding \"" + encoding + "\"");
    };
  }

  /** Reads the rest of it and gives the connection back. */
  Reply buffer(long most) throws IOException {
    BoundedInput body = bounded(Math.min(most, limit));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    body.transferTo(bytes);
    drainRaw();
    return new Reply(url, status(), headers, bytes.toByteArray());
  }

  /** Reads what follows the decoded end, so that the connection can be used again. */
  void drainRaw() throws IOException {
    if (raw != null && !raw.ended() && raw.read() >= 0) {
      throw new IOException("more bytes follow the end of the body");
    }
  }

  /** The limit after which it was cut, if it was. */
  Optional<Duration> overrun() {
    return overrun.get();
  }

  /** Ends it whatever it is doing; safe from any thread. */
  public void abort() {
    abort.run();
  }

  @Override
  public void close() {
    guard.dismiss();
    try {
      response.close();
    } catch (IOException e) {
      abort.run();
    }
  }
}

package dev.pacer.cluster.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A whole answer. Its {@code toString} shows status and size only, as bodies may hold secrets. */
public final class Reply {

  private final URI url;
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  Reply(URI url, int status, Map<String, List<String>> headers, byte[] body) {
    this.url = url;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** The address that answered, after redirects. */
  public URI url() {
    return url;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the status is 200 to 299. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The first header of that name, whatever its case. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** All headers of that name, whatever its case. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The body, decompressed. */
  public byte[] bytes() {
    return body.clone();
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Whether there is nothing but white space in the body. */
  public boolean isEmpty() {
    for (byte b : body) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  /** Whether this is a page for people. */
  public boolean isHtml() {
    String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.contains("json")) {
      return false;
    }
    String start =
        new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1)
            .stripLeading()
            .toLowerCase(Locale.ROOT);
    return type.contains("html") || start.startsWith("<!doctype") || start.startsWith("<html");
  }

  @Override
  public String toString() {
    return "status " + status + " with " + body.length + " bytes";
  }
}

package dev.pacer.frame.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request read whole.
 *
 * @param method as sent, usually upper case
 * @param rawPath the path as sent, still escaped, never empty
 * @param rawQuery what follows the question mark, still escaped
 * @param headers all header lines
 * @param content the body, chunks joined, no longer than the server's limit
 * @param peer who asks and where it was asked
 * @param variables what a {@link Routes} pattern matched, decoded
 */
public record Request(
    String method,
    String rawPath,
    Optional<String> rawQuery,
    Headers headers,
    Content content,
    Peer peer,
    Map<String, String> variables) {

  /** A body's bytes, which keep themselves out of logs. */
  public static final class Content {
    private final byte[] bytes;

    public Content(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Content that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return bytes.length + " bytes";
    }
  }

  /** Who asks, on which of our ports, and whether over TLS. */
  public record Peer(InetAddress address, int localPort, boolean secure) {}

  /**
   * @throws IllegalArgumentException when the path or query is wrongly escaped
   */
  public Request {
    variables = Map.copyOf(variables);
    PercentEncoding.decodePath(rawPath);
    rawQuery.ifPresent(PercentEncoding::decodeQuery);
  }

  /** A request made up for a test of a handler. */
  public static Request of(String method, String target) {
    return of(method, target, Headers.none(), new byte[0]);
  }

  /** A request made up for a test of a handler. */
  public static Request of(String method, String target, Headers headers, byte[] body) {
    int question = target.indexOf('?');
    return new Request(
        method,
        question < 0 ? target : target.substring(0, question),
        question < 0 ? Optional.empty() : Optional.of(target.substring(question + 1)),
        headers,
        new Content(body),
        new Peer(InetAddress.getLoopbackAddress(), 0, false),
        Map.of());
  }

  /** The path, unescaped: where a segment may hold an escaped slash, use {@link #variable}. */
  public String path() {
    return PercentEncoding.decodePath(rawPath);
  }

  /** Path and query as sent. */
  public String target() {
    return rawPath + rawQuery.map(query -> "?" + query).orElse("");
  }

  /** All query parameters in order; one without {@code =} has the empty value. */
  public Map<String, List<String>> parameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : rawQuery.orElse("").split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters
            .computeIfAbsent(PercentEncoding.decodeQuery(name), n -> new ArrayList<>())
            .add(PercentEncoding.decodeQuery(value));
      }
    }
    return Collections.unmodifiableMap(parameters);
  }

  /** Every value of a query parameter, in order. */
  public List<String> parameters(String name) {
    return parameters().getOrDefault(name, List.of());
  }

  /** The first value of a query parameter. */
  public Optional<String> parameter(String name) {
    return parameters(name).stream().findFirst();
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  public byte[] body() {
    return content.bytes();
  }

  /** The body read as UTF-8. */
  public String bodyText() {
    return new String(content.bytes, StandardCharsets.UTF_8);
  }

  public InetAddress remoteAddress() {
    return peer.address();
  }

  public int localPort() {
    return peer.localPort();
  }

  /**
   * What the route's pattern matched under that name, unescaped.
   *
   * @throws IllegalStateException when the pattern has no such variable
   */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no variable {" + name + "}");
    }
    return value;
  }

  /** This request with a route's variables. */
  Request withVariables(Map<String, String> matched) {
    return new Request(method, rawPath, rawQuery, headers, content, peer, matched);
  }

  /** The method and path: queries, headers and bodies may hold secrets. */
  @Override
  public String toString() {
    return method + " " + rawPath;
  }
}

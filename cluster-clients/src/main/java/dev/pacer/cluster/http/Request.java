package dev.pacer.cluster.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to a peer, whichever of its addresses answers.
 *
 * @param target path and query below the peer's base URL, already encoded, from the first slash
 * @param repeatable whether sending it twice does no more than sending it once; only then is it
 *     retried
 * @param redirects whether an answer 301, 302, 303, 307 or 308 is followed
 */
public record Request(
    Method method,
    String target,
    Map<String, String> headers,
    Optional<Body> body,
    boolean repeatable,
    Redirects redirects,
    Limits limits) {

  /** What to do about a redirect. */
  public enum Redirects {
    /** It is a failure: nobody told us of another address. */
    REFUSE,
    /** Follow it, three hops at most; 307 and 308 keep method and body, others only lead reads. */
    FOLLOW
  }

  /** Copies the headers. */
  public Request {
    if (!target.startsWith("/")) {
      throw new IllegalArgumentException("a target starts with a slash, was \"" + target + "\"");
    }
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) <= ' ' || target.charAt(i) >= 127) {
        throw new IllegalArgumentException("a target must be encoded, was \"" + target + "\"");
      }
    }
    headers.forEach(
        (name, value) -> {
          if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || !value.matches("[\\x20-\\x7e\\t]*")) {
            throw new IllegalArgumentException("header \"" + name + "\" cannot be sent so");
          }
        });
    headers = Map.copyOf(headers);
  }

  /** A read, repeatable, that expects JSON. */
  public static Request get(String target) {
    return of(Method.GET, target).withRepeatable(true);
  }

  /** A change with a JSON body, not repeatable. */
  public static Request json(Method method, String target, String json) {
    return of(method, target).withBody(Body.json(json));
  }

  /** A request without body that expects JSON; not repeatable unless it reads. */
  public static Request of(Method method, String target) {
    return new Request(
        method,
        target,
        Map.of("Accept", "application/json"),
        Optional.empty(),
        method.isRead(),
        Redirects.REFUSE,
        Limits.ORDINARY);
  }

  /** One segment of a path, or a name or value of a query, encoded. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The same with one more parameter. */
  public Request withQuery(String name, String value) {
    String next =
        target + (target.indexOf('?') < 0 ? "?" : "&") + encode(name) + "=" + encode(value);
    return new Request(method, next, headers, body, repeatable, redirects, limits);
  }

  /** The same with that header, in place of one of the same name. */
  public Request withHeader(String name, String value) {
    Map<String, String> next = new LinkedHashMap<>(headers);
    next.keySet().removeIf(name::equalsIgnoreCase);
    next.put(name, value);
    return new Request(method, target, next, body, repeatable, redirects, limits);
  }

  /** The same with that body. */
  public Request withBody(Body next) {
    return new Request(method, target, headers, Optional.of(next), repeatable, redirects, limits);
  }

  /** The same, retried or not. */
  public Request withRepeatable(boolean next) {
    return new Request(method, target, headers, body, next, redirects, limits);
  }

  /** The same, following redirects. */
  public Request followingRedirects() {
    return new Request(method, target, headers, body, repeatable, Redirects.FOLLOW, limits);
  }

  /** The same within other limits. */
  public Request within(Limits next) {
    return new Request(method, target, headers, body, repeatable, redirects, next);
  }

  /** Whether it matters that it may have been done although its answer is lost. */
  boolean changes() {
    return !method.isRead() && !repeatable;
  }

  boolean expectsJson() {
    return headers.entrySet().stream()
        .anyMatch(
            h ->
                h.getKey().equalsIgnoreCase("Accept") && h.getValue().contains("application/json"));
  }

  /** Shows no header and no body, as they may hold secrets. */
  @Override
  public String toString() {
    return method + " " + Redaction.target(target);
  }
}

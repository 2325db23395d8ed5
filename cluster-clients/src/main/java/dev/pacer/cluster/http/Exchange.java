package dev.pacer.cluster.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pacer.cluster.PeerException;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One try at one address: redirects, credentials, and what the outcome means. */
final class Exchange {

  private static final int HOPS = 3;
  private static final long ERROR_BODY = 1L << 20;
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

  private final PeerAddress address;
  private final HttpTransport transport;
  private final Credentials credentials;
  private final Failures failures;
  private final InstantSource clock;

  Exchange(
      PeerAddress address,
      HttpTransport transport,
      Credentials credentials,
      Failures failures,
      InstantSource clock) {
    this.address = address;
    this.transport = transport;
    this.credentials = credentials;
    this.failures = failures;
    this.clock = clock;
  }

  /** What is done with the body of a 2xx. */
  record Body<T>(
      @Nullable StreamReader<T> reader,
      Function<Reply, Optional<T>> ofWhole,
      Function<OpenReply, Optional<T>> ofOpen) {

    static Body<Reply> whole() {
      return new Body<>(null, Optional::of, open -> Optional.empty());
    }

    static <T> Body<T> streamed(StreamReader<T> reader) {
      return new Body<>(reader, reply -> Optional.empty(), open -> Optional.empty());
    }

    static Body<OpenReply> leftOpen() {
      return new Body<>(null, reply -> Optional.empty(), Optional::of);
    }
  }

  <T> Attempt<T> attempt(URI base, Request request, Duration limit, Body<T> body) {
    URI start = PeerAddress.resolve(base, request.target());
    Instant end = clock.instant().plus(limit);
    List<URI> visited = new ArrayList<>(List.of(start));
    boolean renewed = false;
    URI url = start;
    while (true) {
      boolean trusted = address.trusts(url, start);
      Optional<String> authorization = trusted ? credentials.authorization() : Optional.empty();
      Duration left = Duration.between(clock.instant(), end);
      Reply reply;
      OpenReply open;
      try {
        open = transport.open(url, request, authorization, left);
      } catch (ExchangeFailure e) {
        PeerException why = failures.broken(request, url, 0, e, e.overrun(), e.sent());
        return new Attempt.Passing<>(
            why, e.sent(), e.problem() instanceof SSLException, Optional.empty());
      }
      boolean keepOpen = false;
      try {
        if (isSuccess(open.status()) && !isHtmlForJson(request, open)) {
          Optional<T> kept = body.ofOpen().apply(open);
          if (kept.isPresent()) {
            keepOpen = true;
            return new Attempt.Done<>(kept.get());
          }
          if (body.reader() != null) {
            return streamed(request, open, body.reader());
          }
        }
        reply = open.buffer(isSuccess(open.status()) ? Long.MAX_VALUE : ERROR_BODY);
      } catch (IOException e) {
        PeerException why = failures.broken(request, url, open.status(), e, open.overrun(), true);
        return e instanceof BodyTooLargeException
            ? new Attempt.Failed<>(why)
            : new Attempt.Passing<>(why, true, false, Optional.empty());
      } finally {
        if (!keepOpen) {
          open.close();
        }
      }

      if (reply.status() == 401) {
        if (!renewed && authorization.isPresent() && credentials.renew(authorization.get())) {
          renewed = true;
          continue;
        }
        return new Attempt.Failed<>(
            failures.unauthorised(request, reply, !trusted && !url.equals(start)));
      }
      if (RedirectTarget.isRedirect(reply.status())) {
        Optional<PeerException> refused = follow(request, reply, visited);
        if (refused.isPresent()) {
          return new Attempt.Failed<>(refused.get());
        }
        url = visited.get(visited.size() - 1);
        continue;
      }
      return judge(request, reply, body);
    }
  }

  private <T> Attempt<T> judge(Request request, Reply reply, Body<T> body) {
    if (PASSING.contains(reply.status()) || (reply.status() >= 500 && reply.isEmpty())) {
      PeerException why =
          reply.status() == 429
              ? failures.byStatus(request, reply)
              : failures.noService(request, reply);
      return new Attempt.Passing<>(why, true, false, retryAfter(reply));
    }
    if (reply.isHtml() && request.expectsJson()) {
      return new Attempt.Failed<>(failures.html(request, reply));
    }
    if (reply.status() < 200 || (reply.status() >= 300 && reply.status() < 400)) {
      return new Attempt.Failed<>(failures.byStatus(request, reply));
    }
    return body.ofWhole()
        .apply(reply)
        .<Attempt<T>>map(Attempt.Done::new)
        .orElseGet(() -> new Attempt.Failed<>(failures.byStatus(request, reply)));
  }

  private <T> Attempt<T> streamed(Request request, OpenReply open, StreamReader<T> reader) {
    try {
      T value = reader.read(open.body());
      open.drainRaw();
      return new Attempt.Done<>(value);
    } catch (JsonShapeException | JsonProcessingException e) {
      return new Attempt.Failed<>(failures.badShape(request, open.url(), open.status(), e));
    } catch (IOException e) {
      return new Attempt.Failed<>(
          failures.broken(request, open.url(), open.status(), e, open.overrun(), true));
    }
  }

  /** Adds the next address to the visited ones, or says why not. */
  private Optional<PeerException> follow(Request request, Reply reply, List<URI> visited) {
    String location = reply.header("Location").orElse("");
    Optional<URI> next = RedirectTarget.resolve(reply.url(), location);
    if (request.redirects() == Request.Redirects.REFUSE || next.isEmpty()) {
      return Optional.of(
          failures.redirect(request, reply, "a redirect to \"" + shown(next, location) + "\""));
    }
    boolean keepsMethod = reply.status() == 307 || reply.status() == 308;
    if (!keepsMethod && !request.method().isRead()) {
      return Optional.of(
          failures.redirect(
              request,
              reply,
              "a redirect of a change to \""
                  + shown(next, location)
                  + "\", which only 307 may do"));
    }
    URI target = next.get();
    if (visited.contains(target)) {
      return Optional.of(
          failures.redirect(request, reply, "a redirect loop: " + path(visited, target)));
    }
    if (visited.size() > HOPS) {
      return Optional.of(
          failures.redirect(
              request, reply, "more than " + HOPS + " redirects: " + path(visited, target)));
    }
    visited.add(target);
    return Optional.empty();
  }

  private static String shown(Optional<URI> next, String location) {
    return next.map(Redaction::url).orElse(location);
  }

  private static String path(List<URI> visited, URI target) {
    List<String> all = new ArrayList<>();
    visited.forEach(url -> all.add(Redaction.url(url)));
    all.add(Redaction.url(target));
    return String.join(" → ", all);
  }

  private Optional<Duration> retryAfter(Reply reply) {
    String text = reply.header("Retry-After").orElse("").strip();
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), at);
      return wait.isNegative() ? Optional.empty() : Optional.of(wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  private static boolean isHtmlForJson(Request request, OpenReply open) {
    return request.expectsJson()
        && open.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("text/html");
  }
}

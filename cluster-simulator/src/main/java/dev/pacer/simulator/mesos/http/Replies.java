package dev.pacer.simulator.mesos.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.mesos.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Replies as libprocess makes them: plain-text errors, bare successes (mesos.md 2). */
final class Replies {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Smaller bodies are never compressed. */
  private static final int LEAST_GZIPPED = 1024;

  private Replies() {}

  static Reply json(Object tree) {
    return Reply.json(200, Json.bytes(tree));
  }

  /** JSON, or a call of the function that {@code jsonp} names. */
  static Reply json(Request request, Object tree) {
    String function = request.parameter("jsonp").orElse("");
    if (function.isEmpty()) {
      return json(tree);
    }
    String script = function + "(" + new String(Json.bytes(tree), StandardCharsets.UTF_8) + ")";
    return Reply.of(200, "text/javascript", script.getBytes(StandardCharsets.UTF_8));
  }

  static Reply text(int status, String text) {
    return Reply.text(status, text);
  }

  static Reply notFound() {
    return text(404, "404 Not Found.");
  }

  static Reply of(Answer answer) {
    return answer.text().isEmpty()
        ? Reply.of(answer.status())
        : text(answer.status(), answer.text());
  }

  static Reply wrongMethod(Request request, List<String> allowed) {
    return text(
            405,
            "405 Method Not Allowed. Expecting one of { %s }, but received '%s'."
                .formatted(
                    allowed.stream()
                        .map(method -> "'" + method + "'")
                        .collect(Collectors.joining(", ")),
                    request.method()))
        .with("Allow", String.join(", ", allowed));
  }

  /** What every reply gets last: compression where it pays, and the date. */
  static Reply finish(Reply reply, Request request, Instant now) {
    if (reply.isDrop()) {
      return reply;
    }
    Reply packed =
        reply.status() == 200 && reply.bytes().length >= LEAST_GZIPPED
            ? reply.gzippedFor(request).without("Vary")
            : reply;
    return packed.with("Date", DATE.format(now));
  }
}

package dev.pacer.simulator.marathon.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.MarathonSettings;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** The heads of answers (marathon.md 2): they differ between a leader and a standby. */
final class Heads {

  private static final String NO_CACHE = "no-cache, no-store, must-revalidate";
  private static final String ERROR_CACHE = "must-revalidate,no-cache,no-store";
  private static final int WORTH_PACKING = 2048;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final MarathonModel model;
  private final String self;

  Heads(MarathonModel model, String self) {
    this.model = model;
    this.self = self;
  }

  /** Whether one of the media types of an {@code Accept} is or covers the type. */
  static boolean accepts(String accept, String type) {
    if (type.equals("*/*")) {
      return true;
    }
    String main = type.substring(0, type.indexOf('/'));
    for (String each : accept.split(",", -1)) {
      String plain = each.replaceAll(";.*", "").strip();
      if (plain.equals(type) || plain.equals("*/*") || plain.equals(main + "/*")) {
        return true;
      }
    }
    return false;
  }

  boolean authorized(Request request) {
    String credentials = model.settings().access().credentials();
    if (credentials == null) {
      return true;
    }
    String expected =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return request.header("Authorization").map(expected::equals).orElse(false);
  }

  Reply unauthorized() {
    return dated(Reply.of(401))
        .with("WWW-Authenticate", "basic realm=\"null\"")
        .with("Cache-Control", ERROR_CACHE);
  }

  /** What a standby says while nobody leads: empty, now this status, now that. */
  Reply noLeader() {
    boolean refused =
        model.leadership().isMourning()
            && model.simulation().chance("marathon-standby").nextBoolean();
    Reply reply =
        refused
            ? Reply.of(502).withStatus(502, "Connection to leader refused.")
            : Reply.of(500).withStatus(500, "Server Error");
    return dated(reply).with("Cache-Control", ERROR_CACHE);
  }

  Reply tooMany() {
    String leader = model.leadership().leader();
    Reply reply = dated(Reply.of(503));
    if (leader != null) {
      reply = reply.with("X-Marathon-Leader", "http://" + leader);
    }
    return reply
        .with("X-Frame-Options", "DENY")
        .with("X-XSS-Protection", "1; mode=block")
        .with("Cache-Control", ERROR_CACHE);
  }

  private Reply dated(Reply reply) {
    return reply.with("Date", DATE.format(model.simulation().instant()));
  }

  /** A reply of the leader with the headers that all have. */
  Reply plain(Reply reply, String leader) {
    Reply headed =
        dated(reply)
            .with("X-Marathon-Leader", "http://" + leader)
            .with("X-Frame-Options", "DENY")
            .with("X-XSS-Protection", "1; mode=block");
    MarathonSettings.Access access = model.settings().access();
    if (access.allowOrigin() != null) {
      headed =
          headed
              .with("Access-Control-Allow-Origin", access.allowOrigin())
              .with("Access-Control-Allow-Headers", "")
              .with("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
              .with("Access-Control-Max-Age", "86400");
    }
    return headed.with("Cache-Control", NO_CACHE).with("Pragma", "no-cache").with("Expires", "0");
  }

  /** The whole reply; a standby passes on what the leader says, and leaves its traces. */
  Reply complete(Request request, Answer answer, String leader) {
    String text = answer.text();
    Reply reply =
        text == null
            ? Reply.of(answer.status())
            : Reply.of(
                answer.status(), answer.contentType(), text.getBytes(StandardCharsets.UTF_8));
    if (answer.status() == 422) {
      reply = reply.withStatus(422, "");
    }
    Reply headed = plain(reply, leader);
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      headed = headed.with(header.getKey(), header.getValue());
    }
    boolean read = request.method().equals("GET") && answer.status() == 200;
    if (read && text != null && text.length() > WORTH_PACKING) {
      headed = headed.gzippedFor(request).without("Vary");
    }
    if (read && text != null) {
      headed = headed.plus("Vary", "Accept-Encoding, User-Agent");
      String vary = answer.headers().get("Vary");
      if (vary != null) {
        headed = headed.plus("Vary", vary);
      }
    }
    return leader.equals(self) ? headed : proxied(headed);
  }

  private Reply proxied(Reply reply) {
    Reply passed = reply;
    for (String name :
        new String[] {"X-Frame-Options", "X-XSS-Protection", "Marathon-Deployment-Id"}) {
      String value = passed.headers().first(name).orElse(null);
      if (value != null) {
        passed = passed.without(name).with(name.toLowerCase(Locale.ROOT), value);
      }
    }
    return passed
        .with("Expires", "Wed, 01 Jan 1800 00:00:00 GMT")
        .with("X-Marathon-Via", "1.1 " + self);
  }
}

package dev.pacer.registryauth.serve;

import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET /v1/PROFILE/docker.tar.gz}, or {@code /v1/CAPABILITY/PROFILE/docker.tar.gz}
 * where the profile has a capability.
 *
 * <p>Mesos' fetcher takes any 200 for the archive, however empty, and runs the task without
 * credentials then. So while there is none that lives the answer is 503: the fetch fails, Marathon
 * shows it and tries again.
 */
public final class ArchiveHandler implements Handler {
  private static final Logger log = LoggerFactory.getLogger(ArchiveHandler.class);
  private static final String FILE = "docker.tar.gz";
  private static final String UNKNOWN = "unknown";

  /** Told of each answer; a profile's name is one that is configured, or "unknown". */
  @FunctionalInterface
  public interface Watcher {
    /** Called on the connection's thread; must return at once. */
    void answered(String profile, int status);
  }

  private final Map<String, Profile> profiles;
  private final Callers callers;
  private final RateLimit rate;
  private final Watcher watcher;

  /** A handler of these profiles. */
  public ArchiveHandler(List<Profile> profiles, Callers callers, RateLimit rate, Watcher watcher) {
    Map<String, Profile> byName = new LinkedHashMap<>();
    for (Profile profile : profiles) {
      if (byName.put(profile.name(), profile) != null) {
        throw new IllegalArgumentException("two profiles are named " + profile.name());
      }
    }
    this.profiles = byName;
    this.callers = callers;
    this.rate = rate;
    this.watcher = watcher;
  }

  @Override
  public Reply handle(Request request) {
    String profile = UNKNOWN;
    Reply reply;
    try {
      List<String> segments = List.of(request.rawPath().split("/", -1));
      Optional<Profile> asked =
          segments.size() < 2
              ? Optional.empty()
              : Optional.ofNullable(profiles.get(segments.get(segments.size() - 2)));
      profile = asked.map(Profile::name).orElse(UNKNOWN);
      reply = answer(request, asked, segments);
    } catch (RuntimeException e) {
      // Neither the request nor the exception is shown: a path may hold a capability.
      log.error("archive request failed profile={} kind={}", profile, e.getClass().getName());
      reply = Reply.text(500, "internal error; the server's log says more\n");
    }
    watcher.answered(profile, reply.status());
    return reply.with("Cache-Control", "no-store").with("X-Content-Type-Options", "nosniff");
  }

  private Reply answer(Request request, Optional<Profile> profile, List<String> segments) {
    if (!callers.admit(request.remoteAddress())) {
      log.debug("refused archive peer={} reason=\"address\"", request.remoteAddress());
      return Reply.text(403, "this address may not fetch archives\n");
    }
    if (!rate.admit(request.remoteAddress())) {
      return Reply.text(429, "too many requests from this address\n").with("Retry-After", "1");
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Reply.text(405, "archives can only be read\n").with("Allow", "GET, HEAD");
    }
    if (profile.isEmpty() || !names(profile.get(), segments)) {
      return Reply.text(404, "nothing is at this address\n");
    }
    if (request.rawQuery().isPresent()) {
      return Reply.text(
          400,
          "fetch this without a query: Mesos' fetcher would name the file after it, and leave it"
              + " unpacked\n");
    }
    Optional<ArchiveTarget.Snapshot> living = profile.get().target().living();
    if (living.isEmpty()) {
      return Reply.text(503, "there is no living credential to serve\n").with("Retry-After", "5");
    }
    String tag = living.get().tag();
    boolean known =
        request.headers().hasToken("If-None-Match", tag)
            || request.headers().hasToken("If-None-Match", "*");
    return known
        ? Reply.of(304).with("ETag", tag)
        : Reply.of(200, "application/gzip", living.get().archive()).with("ETag", tag);
  }

  /** Whether the path names the profile's archive; a wrong capability is no other than none. */
  private static boolean names(Profile profile, List<String> segments) {
    boolean open = profile.capabilities().isEmpty();
    return segments.size() == (open ? 4 : 5)
        && segments.get(0).isEmpty()
        && segments.get(1).equals("v1")
        && segments.get(segments.size() - 1).equals(FILE)
        && (open || profile.opensWith(segments.get(2)));
  }
}

package dev.pacer.cluster.marathon;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.cluster.http.Limits;
import dev.pacer.cluster.http.OpenReply;
import dev.pacer.cluster.http.Redaction;
import dev.pacer.cluster.http.Request;
import dev.pacer.cluster.time.Pause;
import dev.pacer.cluster.time.PauseInterruptedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marathon's event stream over HTTP. A standby sends us on to the leader (302). A stream without a
 * byte for 25 s is dead, as a heartbeat comes every 10 s; it is opened again after a wait of 1 s to
 * 30 s.
 */
public final class HttpMarathonEvents implements MarathonEvents {

  private static final Logger log = LoggerFactory.getLogger(HttpMarathonEvents.class);

  private static final String ATTACHED = "event_stream_attached";
  private static final int LONGEST_EVENT = 8 << 20;

  private final HttpPeer peer;
  private final Executor threads;
  private final Pause pause;
  private final RandomGenerator chance;
  private final Duration silence;

  /**
   * Streams from that Marathon.
   *
   * @param threads gives one thread to each subscription for as long as it lives
   */
  public HttpMarathonEvents(HttpPeer peer, Executor threads, Pause pause, RandomGenerator chance) {
    this(peer, threads, pause, chance, Duration.ofSeconds(25));
  }

  HttpMarathonEvents(
      HttpPeer peer, Executor threads, Pause pause, RandomGenerator chance, Duration silence) {
    this.peer = peer;
    this.threads = threads;
    this.pause = pause;
    this.chance = chance;
    this.silence = silence;
  }

  @Override
  public Subscription subscribe(Set<String> types, Listener listener) {
    Stream stream = new Stream(Set.copyOf(types), listener);
    threads.execute(stream::run);
    return stream;
  }

  private final class Stream implements Subscription {

    private final Set<String> types;
    private final Listener listener;
    private final AtomicReference<@Nullable OpenReply> open = new AtomicReference<>();
    private volatile boolean closed;

    Stream(Set<String> types, Listener listener) {
      this.types = types;
      this.listener = listener;
    }

    @Override
    public void close() {
      closed = true;
      OpenReply reply = open.get();
      if (reply != null) {
        reply.abort();
      }
    }

    void run() {
      int failures = 0;
      while (!closed) {
        boolean[] attached = {false};
        String reason;
        try (OpenReply reply = peer.open(request())) {
          open.set(reply);
          reason = follow(reply, attached);
        } catch (PeerException | JsonShapeException e) {
          reason = String.valueOf(e.getMessage());
        } catch (IOException e) {
          reason = "the stream broke: " + e.getMessage();
        } finally {
          open.set(null);
        }
        failures = attached[0] ? 1 : failures + 1;
        if (!closed) {
          log.warn("lost events peer={} reason=\"{}\"", peer.address().name(), reason);
          String why = reason;
          tell(() -> listener.onLost(why));
          try {
            pause.await(waitAfter(failures));
          } catch (PauseInterruptedException e) {
            // Whoever owns the thread wants it back.
            return;
          }
        }
      }
    }

    private String follow(OpenReply reply, boolean[] attached) throws IOException {
      String type = reply.header("Content-Type").orElse("nothing");
      if (!type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
        return "no event stream but " + Redaction.line(type, 100) + ": a login page or a proxy?";
      }
      EventLines lines = new EventLines(reply.body(), LONGEST_EVENT);
      while (!closed) {
        Optional<String> data = lines.next();
        if (data.isEmpty()) {
          return "the stream ended";
        }
        if (!attached[0]) {
          // Only what comes proves that we are attached: the head is sent before.
          attached[0] = true;
          tell(listener::onAttached);
        }
        if (!data.get().isEmpty()) {
          MarathonEvent event = EventReader.event(data.get());
          if (types.isEmpty() || types.contains(event.type())) {
            tell(() -> listener.onEvent(event));
          }
        }
      }
      return "closed";
    }

    /** A listener's fault must not end the stream, or nobody would ever read again. */
    private void tell(Runnable call) {
      if (closed) {
        return;
      }
      try {
        call.run();
      } catch (RuntimeException e) {
        log.error("event listener failed", e);
      }
    }

    private Request request() {
      Request request =
          Request.get("/v2/events")
              .withHeader("Accept", "text/event-stream")
              .followingRedirects()
              .within(Limits.endless(silence));
      if (types.isEmpty()) {
        return request;
      }
      Set<String> asked = new TreeSet<>(types);
      // With a filter Marathon would not tell that we are attached.
      asked.add(ATTACHED);
      for (String type : asked) {
        request = request.withQuery("event_type", type);
      }
      return request;
    }

    private Duration waitAfter(int failures) {
      double most = Math.min(30_000, 1_000 * Math.pow(2, Math.min(10, failures - 1)));
      return Duration.ofMillis(Math.round(most * (0.5 + chance.nextDouble() / 2)));
    }
  }
}

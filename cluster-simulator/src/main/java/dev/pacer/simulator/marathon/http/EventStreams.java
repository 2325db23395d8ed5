package dev.pacer.simulator.marathon.http;

import dev.pacer.frame.http.Feed;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.kernel.Series;
import dev.pacer.simulator.kernel.Turn;
import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.event.ModelEvent;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** {@code /v2/events}: server-sent events with CRLF, and an empty line as heartbeat. */
final class EventStreams {

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final int MOST_WAITING = 4 * 1024 * 1024;
  private static final String LINE = "\r\n";

  private final MarathonModel model;
  private final Turn turn;

  EventStreams(MarathonModel model, Turn turn) {
    this.model = model;
    this.turn = turn;
  }

  /** Opens a stream; call within a turn. */
  Feed open(Request request) {
    Set<String> types = new TreeSet<>(request.parameters("event_type"));
    Feed feed = new Feed(MOST_WAITING);
    Runnable detach =
        model
            .events()
            .attach(
                types,
                request.remoteAddress().getHostAddress(),
                event -> feed.send(text(event)),
                feed::close);
    Series heartbeat = model.simulation().every(HEARTBEAT, () -> feed.send(LINE));
    return feed.onClose(
        () ->
            turn.take(
                () -> {
                  heartbeat.cancel();
                  detach.run();
                  return true;
                }));
  }

  static String text(ModelEvent event) {
    return "event: " + event.type() + LINE + "data: " + EventBus.text(event) + LINE + LINE;
  }
}

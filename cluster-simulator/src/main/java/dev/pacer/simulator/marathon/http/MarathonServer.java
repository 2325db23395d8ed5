package dev.pacer.simulator.marathon.http;

import dev.pacer.cluster.time.Pause;
import dev.pacer.frame.http.Feed;
import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.Turn;
import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.definition.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One Marathon process on the wire: the leader, or a standby that passes everything on to it
 * (marathon.md 2, 11). Give {@link #handle} to a server of {@code frame.http} at this address.
 */
public final class MarathonServer implements Handler {

  private final MarathonModel model;
  private final String self;
  private final Turn turn;
  private final Pause pause;
  private final Api api;
  private final Heads heads;
  private final EventStreams events;
  private final AtomicInteger inside = new AtomicInteger();

  /**
   * @param self this server's {@code host:port}, one of the settings' servers
   * @param turn how the model is got at
   * @param pause what a delayed answer waits with, in time of the machine
   * @param zookeeper the address of the store, as {@code /v2/info} shows it
   */
  public MarathonServer(
      MarathonModel model, String self, Turn turn, Pause pause, String zookeeper) {
    this.model = model;
    this.self = self;
    this.turn = turn;
    this.pause = pause;
    this.api = new Api(model, zookeeper);
    this.heads = new Heads(model, self);
    this.events = new EventStreams(model, turn);
  }

  /** A reply and how long to wait before it is given. */
  private record Outcome(Reply reply, java.time.Duration delay) {}

  @Override
  public Reply handle(Request request) {
    int limit = model.settings().access().maxConcurrent();
    int now = inside.incrementAndGet();
    try {
      if (limit > 0 && now > limit) {
        return heads.tooMany();
      }
      Outcome outcome = turn.take(() -> answer(request));
      pause.await(outcome.delay());
      return outcome.reply();
    } finally {
      inside.decrementAndGet();
    }
  }

  private Outcome answer(Request request) {
    if (!model.leadership().isUp(self)) {
      return at(Reply.drop());
    }
    if (!heads.authorized(request)) {
      return at(heads.unauthorized());
    }
    String path = plain(request.path());
    if (path.equals("/v2/events")) {
      return at(stream(request));
    }
    String leader = model.leadership().leader();
    if (leader == null) {
      return at(heads.noLeader());
    }
    Route route;
    try {
      route = api.route(request.method(), path);
      checkTypes(request, route);
    } catch (Refusal refusal) {
      return at(reply(request, refused(refusal), leader));
    }
    Optional<Fault> fault =
        model.faults().next(new Call("marathon", route.operation(), route.subject()));
    return fault.isEmpty()
        ? at(reply(request, run(request, route, model.now()), leader))
        : faulty(request, route, fault.get(), leader);
  }

  private static Outcome at(Reply reply) {
    return new Outcome(reply, java.time.Duration.ZERO);
  }

  private Outcome faulty(Request request, Route route, Fault fault, String leader) {
    if (fault instanceof Fault.Refuse refuse) {
      return at(reply(request, refused(Refusal.of(refuse.status(), refuse.message())), leader));
    }
    if (fault instanceof Fault.Partition || (fault instanceof Fault.Drop drop && !drop.acted())) {
      return at(Reply.drop());
    }
    Snapshot seen = fault instanceof Fault.Stale stale ? model.before(stale.by()) : model.now();
    Reply right = reply(request, run(request, route, seen), leader);
    if (fault instanceof Fault.Drop) {
      return at(Reply.drop());
    }
    if (fault instanceof Fault.Delay delay) {
      return new Outcome(right, model.simulation().scaled(delay.by()));
    }
    if (fault instanceof Fault.Garble garble) {
      return at(
          garble.keepBytes() >= 0
              ? right.cutAfter(garble.keepBytes())
              : Reply.of(200, "text/html", garble.body().getBytes(StandardCharsets.UTF_8)));
    }
    return at(right);
  }

  private Answer run(Request request, Route route, Snapshot seen) {
    try {
      String host = request.header("Host").orElse(self);
      return route.answer().apply(new ApiRequest(request, host, seen));
    } catch (Refusal refusal) {
      return refused(refusal);
    }
  }

  private static Answer refused(Refusal refusal) {
    return Answer.json(refusal.status(), refusal.body());
  }

  /** Doubled and trailing slashes mean nothing. */
  private static String plain(String path) {
    return "/" + String.join("/", PathId.segments(path));
  }

  private static void checkTypes(Request request, Route route) {
    Optional<String> accept = request.header("Accept");
    if (accept.isPresent() && !Heads.accepts(accept.get(), route.accepts())) {
      throw Refusal.of(406, "Not Acceptable");
    }
    Optional<String> type = request.header("Content-Type");
    boolean carries = !request.method().equals("GET") && !request.method().equals("HEAD");
    if (carries && type.isPresent() && !type.get().startsWith(Answer.JSON)) {
      throw Refusal.of(415, "Unsupported Media Type");
    }
  }

  private Reply reply(Request request, Answer answer, String leader) {
    return heads.complete(request, answer, leader);
  }

  private Reply stream(Request request) {
    String leader = model.leadership().leader();
    if (leader == null) {
      return heads.noLeader();
    }
    if (!leader.equals(self)) {
      return Reply.of(302).with("Location", "http://" + leader + request.target());
    }
    boolean wanted =
        request.header("Accept").map(a -> a.contains("text/event-stream")).orElse(false);
    if (!request.method().equals("GET") || !wanted) {
      return reply(request, refused(Refusal.of(405, "Method Not Allowed")), leader);
    }
    Optional<Fault> fault = model.faults().next(new Call("marathon", "GET /v2/events", ""));
    if (fault.isPresent() && fault.get() instanceof Fault.Refuse refuse) {
      return reply(request, refused(Refusal.of(refuse.status(), refuse.message())), leader);
    }
    if (fault.isPresent()
        && (fault.get() instanceof Fault.Partition || fault.get() instanceof Fault.Drop)) {
      return Reply.drop();
    }
    Feed feed = events.open(request);
    return heads.plain(Reply.stream(200, "text/event-stream", feed), leader);
  }
}

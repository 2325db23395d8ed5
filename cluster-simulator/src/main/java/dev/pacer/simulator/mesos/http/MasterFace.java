package dev.pacer.simulator.mesos.http;

import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Turn;
import dev.pacer.simulator.mesos.MasterInfo;
import dev.pacer.simulator.mesos.MasterView;
import dev.pacer.simulator.mesos.MesosModel;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One master's HTTP server: the leader answers, a standby sends on to whom it holds for the leader,
 * a dead one cuts every connection.
 */
public final class MasterFace implements Handler {

  /** Answered by a standby itself. */
  private static final Set<String> ANYBODY =
      Set.of("/health", "/version", "/flags", "/metrics/snapshot");

  private static final Set<String> OPEN = Set.of("/health", "/version", "/redirect");
  private static final Set<String> WRITTEN =
      Set.of(
          "/api/v1",
          "/api/v1/scheduler",
          "/maintenance/schedule",
          "/machine/down",
          "/machine/up",
          "/reserve",
          "/unreserve");

  private final MesosModel model;
  private final int index;
  private final Turn turn;
  private final Gate gate;
  private final Asking asking;
  private final OldEndpoints old;
  private final OperatorApi operator;

  /**
   * @param index which of the settings' masters this is
   */
  public MasterFace(MesosModel model, int index, Turn turn) {
    this.model = model;
    this.index = index;
    this.turn = turn;
    this.gate = new Gate(model.settings().access(), "mesos-master");
    this.asking = new Asking(model, turn);
    this.old = new OldEndpoints(model, gate);
    this.operator = new OperatorApi(model, gate, turn);
  }

  @Override
  public Reply handle(Request request) {
    Instant[] now = new Instant[1];
    Supplier<Reply> answer =
        turn.take(
            () -> {
              now[0] = model.simulation().instant();
              return begin(request);
            });
    return Replies.finish(answer.get(), request, now[0]);
  }

  private Supplier<Reply> begin(Request request) {
    MasterView me = model.state().masters().get(index);
    if (!me.alive()) {
      return Reply::drop;
    }
    String path = request.path();
    boolean global = path.equals("/version") || path.equals("/metrics/snapshot");
    String route = path.startsWith("/master/") ? path.substring(7) : path;
    if (!global && (route.equals("/version") || route.equals("/metrics/snapshot"))) {
      return Replies::notFound;
    }
    if (!old.knows(route) && !route.startsWith("/api/v1")) {
      return Replies::notFound;
    }
    Gate.Entry entry = new Gate.Entry(null, null);
    if (!OPEN.contains(route)) {
      entry = gate.enter(request, WRITTEN.contains(route) || request.method().equals("PUT"));
      Reply refusal = entry.refusal();
      if (refusal != null) {
        return () -> refusal;
      }
    }
    if (!ANYBODY.contains(route)) {
      Reply elsewhere = elsewhere(request, me, route);
      if (elsewhere != null) {
        return () -> elsewhere;
      }
    }
    return asking.begin(ask(request, me, route, entry.principal()));
  }

  private static @Nullable Reply elsewhere(Request request, MasterView me, String route) {
    MasterInfo leader = me.leader();
    if (leader == null) {
      return Replies.text(503, "No leader elected");
    }
    String host = "//" + leader.address().ip() + ":" + leader.address().port();
    if (route.equals("/redirect")) {
      return Reply.of(307).with("Location", host);
    }
    if (me.leading()) {
      return null;
    }
    String rawRoute =
        request.rawPath().startsWith("/master/")
            ? request.rawPath().substring(7)
            : request.rawPath();
    String query = request.rawQuery().map(text -> "?" + text).orElse("");
    return Reply.of(307).with("Location", host + "/master" + rawRoute + query);
  }

  private Ask ask(Request request, MasterView me, String route, @Nullable String principal) {
    if (!route.startsWith("/api/v1")) {
      return old.ask(request, me, route, principal);
    }
    Call call = Ask.call(route, "");
    if (!me.ready()) {
      return new Ask.Done(call, Replies.text(503, "Master has not finished recovery"));
    }
    if (!request.method().equals("POST")) {
      return new Ask.Done(call, Replies.wrongMethod(request, List.of("POST")));
    }
    if (!route.equals("/api/v1")) {
      return new Ask.Done(call, Replies.notFound());
    }
    return operator.ask(request, me, principal);
  }
}

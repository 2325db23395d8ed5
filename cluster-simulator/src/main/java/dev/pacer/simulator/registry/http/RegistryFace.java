package dev.pacer.simulator.registry.http;

import dev.pacer.cluster.time.Pause;
import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.Turn;
import dev.pacer.simulator.registry.RegistryModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** A registry and its realm on one port. Images can be pulled, not pushed. */
public final class RegistryFace implements Handler {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private record Outcome(Reply reply, Duration pause) {
    private static Outcome now(Reply reply) {
      return new Outcome(reply, Duration.ZERO);
    }
  }

  private final RegistryModel model;
  private final Turn turn;
  private final Pause pause;
  private final Gatekeeper gatekeeper;
  private final TokenRealm realm;
  private final ImageWire images;

  /** The pause lets delays of fault rules pass, on the connection's thread and outside the turn. */
  public RegistryFace(RegistryModel model, Turn turn, Pause pause) {
    this.model = model;
    this.turn = turn;
    this.pause = pause;
    this.gatekeeper = new Gatekeeper(model);
    this.realm = new TokenRealm(model);
    this.images = new ImageWire(model);
  }

  @Override
  public Reply handle(Request request) {
    Outcome outcome = turn.take(() -> faulty(request));
    if (!outcome.pause().isZero()) {
      pause.await(outcome.pause());
    }
    return outcome.reply();
  }

  private Outcome faulty(Request request) {
    Optional<Wanted> wanted = Wanted.read(request.path());
    String route = wanted.map(w -> w.what().route()).orElse(request.path());
    Call call =
        new Call(
            "registry", request.method() + " " + route, wanted.map(Wanted::repository).orElse(""));
    Optional<Fault> fault = model.faults().next(call);
    if (fault.isEmpty()) {
      return Outcome.now(answer(request, wanted));
    }
    Fault bad = fault.get();
    if (bad instanceof Fault.Partition || (bad instanceof Fault.Drop drop && !drop.acted())) {
      return Outcome.now(Reply.drop());
    }
    if (bad instanceof Fault.Refuse refuse) {
      return Outcome.now(
          dated(RegistryReplies.error(refuse.status(), refuse.code(), refuse.message())));
    }
    Reply reply = answer(request, wanted);
    if (bad instanceof Fault.Delay delay) {
      return new Outcome(reply, model.simulation().scaled(delay.by()));
    }
    if (bad instanceof Fault.Drop) {
      return Outcome.now(Reply.drop());
    }
    if (bad instanceof Fault.Garble garble) {
      return Outcome.now(garbled(reply, garble));
    }
    return Outcome.now(reply);
  }

  private Reply garbled(Reply reply, Fault.Garble garble) {
    return garble.keepBytes() >= 0 && reply.bytes().length > 0
        ? reply.cutAfter(garble.keepBytes())
        : dated(Reply.of(200, "text/html", garble.body().getBytes(StandardCharsets.UTF_8)));
  }

  private Reply answer(Request request, Optional<Wanted> wanted) {
    String path = request.path();
    if (path.equals("/token") && model.settings().kind().hasRealm()) {
      return dated(realm.answer(request));
    }
    if (path.equals("/")) {
      return dated(Reply.of(200).with("Cache-Control", "no-cache"));
    }
    return dated(registry(request, wanted).with("Docker-Distribution-Api-Version", "registry/2.0"));
  }

  private Reply registry(Request request, Optional<Wanted> wanted) {
    if (request.path().equals("/v2")) {
      return Reply.of(
              301,
              "text/html; charset=utf-8",
              "<a href=\"/v2/\">Moved Permanently</a>.\n\n".getBytes(StandardCharsets.UTF_8))
          .with("Location", "/v2/");
    }
    if (wanted.isEmpty()) {
      return Reply.text(404, "404 page not found\n").with("X-Content-Type-Options", "nosniff");
    }
    Gatekeeper.Passage passage = gatekeeper.check(request, wanted.get());
    return passage
        .refusal()
        .orElseGet(() -> images.answer(request, wanted.get(), passage.password()));
  }

  private Reply dated(Reply reply) {
    return reply.with("Date", DATE.format(model.simulation().instant()));
  }
}

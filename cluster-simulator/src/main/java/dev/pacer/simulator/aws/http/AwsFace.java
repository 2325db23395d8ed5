package dev.pacer.simulator.aws.http;

import dev.pacer.cluster.time.Pause;
import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.CallGate;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsIds;
import dev.pacer.simulator.aws.account.AwsProtocol;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The simulated AWS on one port: which service a request is for is told by the scope it is signed
 * for, else by what only that service is sent. Signatures are not checked.
 */
public final class AwsFace implements Handler {

  /** How often a long poll looks again, in simulated time. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private record Outcome(Reply reply, Duration pause, Optional<WireService.Poll> poll) {}

  private final AwsModel model;
  private final Turn turn;
  private final Pause pause;
  private final AwsIds requestIds;
  private final Map<String, WireService> services;

  /**
   * The pause lets the delays of fault rules pass, on the thread of the connection and outside of
   * the turn.
   */
  public AwsFace(AwsModel model, Turn turn, Pause pause) {
    this.model = model;
    this.turn = turn;
    this.pause = pause;
    this.requestIds = new AwsIds(model.simulation(), "aws:requests");
    this.services =
        Map.of(
            "autoscaling", new AutoScalingWire(model),
            "ec2", new Ec2Wire(model),
            "sts", new StsWire(model),
            "ecr", new EcrWire(model),
            "secretsmanager", new SecretsWire(model),
            "sqs", new SqsWire(model),
            "s3", new S3Wire(model));
  }

  @Override
  public Reply handle(Request request) {
    Outcome outcome = turn.take(() -> answer(request));
    if (!outcome.pause().isZero()) {
      pause.await(outcome.pause());
    }
    return outcome.poll().map(poll -> awaited(poll, outcome.reply())).orElse(outcome.reply());
  }

  /** Asks again until there is something, or the wait is over: then the first answer stands. */
  private Reply awaited(WireService.Poll poll, Reply empty) {
    Duration left = poll.patience();
    while (left.compareTo(Duration.ZERO) > 0) {
      Duration step = left.compareTo(LOOK) < 0 ? left : LOOK;
      pause.await(model.simulation().scaled(step));
      left = left.minus(step);
      Optional<Reply> found =
          turn.take(() -> poll.ask().get().map(reply -> finish(reply, requestIds.uuid())));
      if (found.isPresent()) {
        return found.get();
      }
    }
    return empty;
  }

  private Outcome answer(Request http) {
    UUID requestId = requestIds.uuid();
    WireRequest request;
    try {
      request = WireRequest.read(http);
    } catch (AwsError malformed) {
      return now(finish(new QueryReplies("").refusal(malformed, requestId), requestId));
    }
    WireService service = services.get(request.service());
    if (service == null) {
      return now(finish(unknownService(request, requestId), requestId));
    }
    Call call = new Call(request.service(), service.action(request), service.subject(request));
    CallGate.Passage passage = model.gate().open(call);
    if (passage.cutBefore()) {
      return now(Reply.drop());
    }
    Reply reply;
    try {
      reply =
          model
              .gate()
              .run(
                  call,
                  passage,
                  request.credentials(),
                  service.resource(request),
                  (caller, asOf) -> service.answer(request, caller, asOf, requestId));
    } catch (AwsError error) {
      reply = service.refusal(request, error, requestId);
    }
    Outcome outcome = spoiled(finish(reply, requestId), passage.fault());
    return passage.fault().isPresent()
        ? outcome
        : new Outcome(outcome.reply(), outcome.pause(), service.poll(request, reply));
  }

  private static Reply unknownService(WireRequest request, UUID requestId) {
    AwsError error = AwsProtocol.QUERY.unknownAction(request.service());
    return request.http().header("X-Amz-Target").isPresent()
        ? JsonReplies.refusal(AwsProtocol.JSON.unknownAction(request.targetAction()), requestId)
        : new QueryReplies("http://ec2.amazonaws.com/doc/2016-11-15/").refusal(error, requestId);
  }

  private Reply finish(Reply reply, UUID requestId) {
    Instant now = model.simulation().instant();
    return reply.plus("x-amzn-RequestId", requestId.toString()).plus("Date", Times.http(now));
  }

  private Outcome spoiled(Reply reply, Optional<Fault> fault) {
    if (fault.isEmpty()) {
      return now(reply);
    }
    Fault bad = fault.get();
    if (bad instanceof Fault.Delay delay) {
      return new Outcome(reply, model.simulation().scaled(delay.by()), Optional.empty());
    }
    if (bad instanceof Fault.Drop) {
      return now(Reply.drop());
    }
    if (bad instanceof Fault.Garble garble) {
      return now(
          garble.keepBytes() >= 0
              ? reply.cutAfter(garble.keepBytes())
              : Reply.of(
                  reply.status(), "text/html", garble.body().getBytes(StandardCharsets.UTF_8)));
    }
    return now(reply);
  }

  private static Outcome now(Reply reply) {
    return new Outcome(reply, Duration.ZERO, Optional.empty());
  }
}

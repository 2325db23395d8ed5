package dev.pacer.simulator.aws.port;

import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.AwsTimeouts;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.CallGate;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls of one service, with the same faults, permissions and lags as over HTTP. No time passes in
 * a call; a delay longer than a client would wait is a lost answer.
 */
final class PortCalls {

  private static final Duration PATIENCE = AwsTimeouts.USUAL.silence();

  private final AwsModel model;
  private final CallGate.Credentials credentials;
  private final String service;

  PortCalls(AwsModel model, CallGate.Credentials credentials, String service) {
    this.model = model;
    this.credentials = credentials;
    this.service = service;
  }

  /** A question, answered as of a moment. */
  <T> T read(String action, String subject, String about, Function<Instant, T> question) {
    return run(action, subject, about, false, question);
  }

  /** A change. */
  <T> T change(String action, String subject, String about, Supplier<T> deed) {
    return run(action, subject, about, true, asOf -> deed.get());
  }

  private <T> T run(
      String action, String subject, String about, boolean changes, Function<Instant, T> deed) {
    Call call = new Call(service, action, subject);
    CallGate.Passage passage = model.gate().open(call);
    if (passage.cutBefore()) {
      boolean sent = passage.fault().orElseThrow() instanceof Fault.Drop;
      throw silence(
          action, about, changes && sent, sent ? "the connection ended" : "no connection");
    }
    T answer;
    try {
      answer =
          model.gate().run(call, passage, credentials, "*", (caller, asOf) -> deed.apply(asOf));
    } catch (AwsError error) {
      throw failure(
          FailureKinds.of(error),
          action,
          about,
          OptionalInt.of(error.status()),
          Optional.of(error.code()),
          error.message());
    }
    passage.fault().ifPresent(fault -> loseAnswer(fault, action, about, changes));
    return answer;
  }

  private void loseAnswer(Fault fault, String action, String about, boolean changes) {
    if (fault instanceof Fault.Drop) {
      throw silence(action, about, changes, "the connection ended");
    }
    if (fault instanceof Fault.Delay delay && delay.by().compareTo(PATIENCE) > 0) {
      throw silence(action, about, changes, "no answer within " + PATIENCE.toSeconds() + " s");
    }
    if (fault instanceof Fault.Garble) {
      throw failure(
          changes ? AwsFailure.Kind.LOST_REPLY : AwsFailure.Kind.UNREADABLE,
          action,
          about,
          OptionalInt.of(200),
          Optional.empty(),
          "the answer is garbled");
    }
  }

  private AwsException silence(String action, String about, boolean changes, String why) {
    return failure(
        changes ? AwsFailure.Kind.LOST_REPLY : AwsFailure.Kind.UNREACHABLE,
        action,
        about,
        OptionalInt.empty(),
        Optional.empty(),
        why);
  }

  private AwsException failure(
      AwsFailure.Kind kind,
      String action,
      String about,
      OptionalInt status,
      Optional<String> code,
      String detail) {
    return new AwsException(
        new AwsFailure(
            kind, service + ":" + action, about, status, code, Optional.empty(), detail));
  }
}

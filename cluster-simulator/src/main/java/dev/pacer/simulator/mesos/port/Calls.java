package dev.pacer.simulator.mesos.port;

import dev.pacer.cluster.FailedCall;
import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.mesos.CallOutcome;
import dev.pacer.cluster.mesos.CallOutcome.Result;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.mesos.Answer;
import dev.pacer.simulator.mesos.MesosModel;
import dev.pacer.simulator.mesos.MesosState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls through to the model, or fails them as the faults in force and the leader's state say.
 */
final class Calls {

  private static final String URL = "mesos";

  private final MesosModel model;
  private final Duration patience;

  /**
   * @param patience how long the caller would wait for an answer
   */
  Calls(MesosModel model, Duration patience) {
    this.model = model;
    this.patience = patience;
  }

  /**
   * The state that a read is answered from.
   *
   * @throws PeerException when it is not answered
   */
  MesosState read(String operation) {
    Fault fault = fault(operation, "");
    if (fault instanceof Fault.Stale stale && model.leading()) {
      return model.state(stale.by());
    }
    if (fault != null) {
      PeerException failed = failed(operation, fault);
      if (failed != null) {
        throw failed;
      }
    }
    if (!model.leading()) {
      throw new PeerUnreachableException(
          call(operation, 503, noLeader(), "Try again in a while.", false), null);
    }
    return model.state();
  }

  /**
   * Lets a read that needs no leader through.
   *
   * @throws PeerException when it is not answered
   */
  void meet(String operation, String subject) {
    Fault fault = fault(operation, subject);
    PeerException failed = fault == null ? null : failed(operation, fault);
    if (failed != null) {
      throw failed;
    }
  }

  private String noLeader() {
    return model.state().leader() == null
        ? "No leader elected"
        : "Master has not finished recovery";
  }

  private @Nullable Fault fault(String operation, String subject) {
    Optional<Fault> fault = model.faults().next(new Call("mesos", operation, subject));
    return fault.orElse(null);
  }

  private @Nullable PeerException failed(String operation, Fault fault) {
    if (fault instanceof Fault.Refuse refuse) {
      FailedCall call =
          call(operation, refuse.status(), refuse.message(), "Look at the master.", false);
      if (refuse.status() < 500) {
        return new PeerRefusedException(call);
      }
      return refuse.status() == 502 || refuse.status() == 503 || refuse.message().isEmpty()
          ? new PeerUnreachableException(call, null)
          : new PeerAnswerException(call, null);
    }
    if (fault instanceof Fault.Drop || fault instanceof Fault.Partition) {
      return new PeerUnreachableException(
          call(operation, 0, "the connection was cut", "Look whether it runs.", false), null);
    }
    if (fault instanceof Fault.Delay delay && delay.by().compareTo(patience) > 0) {
      return new PeerUnreachableException(
          call(operation, 0, "no answer within " + patience, "Try again later.", false), null);
    }
    if (fault instanceof Fault.Garble) {
      return new PeerAnswerException(
          call(operation, 200, "not what Mesos sends", "Look at what listens there.", false), null);
    }
    return null;
  }

  private static FailedCall call(
      String operation, int status, String cameBack, String advice, boolean mayBeDone) {
    return new FailedCall("POST", URL + " " + operation, status, cameBack, advice, mayBeDone);
  }

  /** Sends an order and says what came of it. */
  CallOutcome order(String operation, String subject, Supplier<Answer> order) {
    Fault fault = fault(operation, subject);
    if (fault instanceof Fault.Refuse refuse) {
      return outcome(new Answer(refuse.status(), refuse.message()));
    }
    if (fault instanceof Fault.Partition) {
      return new CallOutcome(Result.NOT_SENT, operation + " was not sent: no connection");
    }
    boolean acted = !(fault instanceof Fault.Drop drop) || drop.acted();
    CallOutcome outcome =
        acted ? acted(order) : new CallOutcome(Result.UNKNOWN, "the connection was cut");
    boolean lost =
        fault instanceof Fault.Drop
            || (fault instanceof Fault.Delay delay && delay.by().compareTo(patience) > 0);
    return lost && outcome.result() != Result.NOT_SENT
        ? new CallOutcome(
            Result.UNKNOWN, operation + " got no answer. It may have been done: look.")
        : garbled(fault, outcome);
  }

  private static CallOutcome garbled(@Nullable Fault fault, CallOutcome outcome) {
    return fault instanceof Fault.Garble garble
            && outcome.accepted()
            && garble.keepBytes() < 0
            && !garble.body().isEmpty()
        ? new CallOutcome(Result.UNKNOWN, "the answer is not what Mesos sends")
        : outcome;
  }

  private CallOutcome acted(Supplier<Answer> order) {
    if (!model.leading()) {
      return new CallOutcome(Result.NOT_SENT, noLeader());
    }
    return outcome(order.get());
  }

  private static CallOutcome outcome(Answer answer) {
    return new CallOutcome(result(answer.status(), answer.text()), answer.text());
  }

  private static Result result(int status, String text) {
    return switch (status) {
      case 200, 202 -> Result.ACCEPTED;
      case 400 -> refusal(text);
      case 401, 403 -> Result.FORBIDDEN;
      case 404 -> text.endsWith("not found") ? Result.UNKNOWN_AGENT : Result.REFUSED;
      case 409 -> text.startsWith("Agent removed") ? Result.AWAY : Result.REFUSED;
      case 503 ->
          text.contains("leader") || text.contains("recovery") ? Result.NOT_SENT : Result.UNKNOWN;
      default -> status >= 500 ? Result.UNKNOWN : Result.REFUSED;
    };
  }

  private static Result refusal(String text) {
    if (text.equals("Unknown agent")) {
      return Result.UNKNOWN_AGENT;
    }
    if (text.equals("Agent is not deactivated")) {
      return Result.NOT_DEACTIVATED;
    }
    if (text.equals("Agent is still in the DRAINING state")) {
      return Result.STILL_DRAINING;
    }
    if (text.contains("part of a maintenance schedule under")) {
      return Result.IN_MAINTENANCE_SCHEDULE;
    }
    return text.startsWith("Machine '") && !text.contains("more than once")
        ? Result.WRONG_MACHINE_STATE
        : Result.REFUSED;
  }
}

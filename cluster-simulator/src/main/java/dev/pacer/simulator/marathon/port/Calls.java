package dev.pacer.simulator.marathon.port;

import dev.pacer.cluster.FailedCall;
import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.DeploymentId;
import dev.pacer.cluster.marathon.Version;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.marathon.Accepted;
import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.Snapshot;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls of the port, with the same faults as over HTTP: a read is tried again as the real client
 * does, a change never is. No time passes in a call; a delay longer than a client would wait is a
 * lost answer.
 */
final class Calls {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int READ_TRIES = 3;

  private final MarathonModel model;

  Calls(MarathonModel model) {
    this.model = model;
  }

  MarathonModel model() {
    return model;
  }

  /** What a call of that name meets, and what it is answered from. */
  private record Passage(Optional<Fault> fault, Snapshot seen) {}

  private Passage open(String operation, String subject, boolean changes) {
    if (model.leadership().leader() == null) {
      throw silence(operation, subject, 502, "nobody leads", false);
    }
    Optional<Fault> fault = model.faults().next(new Call("marathon", operation, subject));
    if (fault.isEmpty()) {
      return new Passage(fault, model.now());
    }
    if (fault.get() instanceof Fault.Refuse refuse) {
      throw refused(operation, subject, refuse.status(), refuse.message(), changes);
    }
    if (fault.get() instanceof Fault.Partition) {
      throw silence(operation, subject, 0, "no connection", false);
    }
    if (fault.get() instanceof Fault.Drop drop && !drop.acted()) {
      throw silence(operation, subject, 0, "the connection ended", changes);
    }
    return new Passage(
        fault, fault.get() instanceof Fault.Stale stale ? model.before(stale.by()) : model.now());
  }

  private void loseAnswer(Passage passage, String operation, String subject, boolean changes) {
    if (passage.fault().isEmpty()) {
      return;
    }
    Fault fault = passage.fault().get();
    if (fault instanceof Fault.Drop) {
      throw silence(operation, subject, 0, "the connection ended", changes);
    }
    if (fault instanceof Fault.Delay delay && delay.by().compareTo(PATIENCE) > 0) {
      throw silence(
          operation, subject, 0, "no answer within " + PATIENCE.toSeconds() + " s", changes);
    }
    if (fault instanceof Fault.Garble) {
      throw new PeerAnswerException(
          failed(operation, subject, 200, "the answer is garbled", changes), null);
    }
  }

  /** A read; tried again while nobody answers. */
  <T> T read(String operation, String subject, Function<Snapshot, T> question) {
    PeerException last = null;
    for (int i = 0; i < READ_TRIES; i++) {
      try {
        Passage passage = open(operation, subject, false);
        T answer = question.apply(passage.seen());
        loseAnswer(passage, operation, subject, false);
        return answer;
      } catch (PeerUnreachableException e) {
        last = e;
        if (model.leadership().leader() == null) {
          break; // No time passes here, so nobody will lead at the next try either.
        }
      }
    }
    throw last == null ? new IllegalStateException("no try was made") : last;
  }

  /** A change that answers with something else than an outcome. */
  <T> T act(String operation, String subject, Supplier<T> deed) {
    Passage passage = open(operation, subject, true);
    T answer;
    try {
      answer = deed.get();
    } catch (Refusal refusal) {
      throw refused(
          operation, subject, refusal.status(), String.valueOf(refusal.getMessage()), true);
    }
    loseAnswer(passage, operation, subject, true);
    return answer;
  }

  /** A change, with what Marathon said to it. */
  ChangeOutcome change(String operation, String subject, Supplier<Accepted> deed) {
    Passage passage = open(operation, subject, true);
    ChangeOutcome outcome;
    try {
      Accepted accepted = deed.get();
      outcome =
          new ChangeOutcome.Accepted(
              Optional.of(new DeploymentId(accepted.deploymentId())),
              Optional.of(new Version(accepted.version())),
              accepted.created());
    } catch (Refusal refusal) {
      outcome = outcome(operation, subject, refusal);
    }
    loseAnswer(passage, operation, subject, true);
    return outcome;
  }

  ChangeOutcome outcome(String operation, String subject, Refusal refusal) {
    String message = message(refusal);
    return switch (refusal.status()) {
      case 400, 422 -> new ChangeOutcome.Invalid(message, findings(refusal.body()));
      case 403 -> new ChangeOutcome.LimitReached(message);
      case 404 -> new ChangeOutcome.NotFound(message);
      case 409 ->
          refusal.body().has("deployments")
              ? new ChangeOutcome.Locked(
                  refusal.body().docs("deployments").stream()
                      .map(d -> new DeploymentId(d.text("id")))
                      .toList(),
                  message)
              : new ChangeOutcome.Conflict(message);
      default -> throw refused(operation, subject, refusal.status(), message, true);
    };
  }

  /** Of pods a message can be JSON in a text. */
  private static String message(Refusal refusal) {
    String message = String.valueOf(refusal.getMessage());
    if (message.startsWith("{")) {
      try {
        return JsonReader.read(message) instanceof Doc doc
            ? doc.textOr("message", message)
            : message;
      } catch (JsonReader.NotJsonException e) {
        return message;
      }
    }
    return message;
  }

  private static List<ChangeOutcome.Finding> findings(Doc body) {
    List<ChangeOutcome.Finding> findings = new ArrayList<>();
    if (body.get("details") instanceof String text) {
      findings.add(new ChangeOutcome.Finding("", List.of(text)));
    }
    for (Doc detail : body.docs("details")) {
      findings.add(new ChangeOutcome.Finding(detail.textOr("path", ""), detail.texts("errors")));
    }
    return findings;
  }

  private PeerException refused(
      String operation, String subject, int status, String message, boolean changes) {
    if (status == 502 || status == 503 || (status >= 500 && message.isEmpty())) {
      return silence(operation, subject, status, message, changes);
    }
    return status >= 500
        ? new PeerAnswerException(failed(operation, subject, status, message, changes), null)
        : new PeerRefusedException(failed(operation, subject, status, message, false));
  }

  private PeerUnreachableException silence(
      String operation, String subject, int status, String why, boolean mayHaveBeenDone) {
    return new PeerUnreachableException(
        failed(operation, subject, status, why, mayHaveBeenDone), null);
  }

  private FailedCall failed(
      String operation, String subject, int status, String cameBack, boolean mayHaveBeenDone) {
    int space = operation.indexOf(' ');
    return new FailedCall(
        operation.substring(0, space),
        "simulated://marathon"
            + operation.substring(space + 1).replace("/{id}", subject.isEmpty() ? "" : subject),
        status,
        cameBack,
        "Look at the simulated cluster and its faults.",
        mayHaveBeenDone);
  }
}

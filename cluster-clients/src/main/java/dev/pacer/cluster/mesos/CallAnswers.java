package dev.pacer.cluster.mesos;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.PeerUnreachableException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what an answer to a changing call means; the texts are those of the reference's table. */
final class CallAnswers {
  private static final Map<String, CallOutcome.Result> TEXTS_400 = new LinkedHashMap<>();

  static {
    TEXTS_400.put("Unknown agent", CallOutcome.Result.UNKNOWN_AGENT);
    TEXTS_400.put("Agent is not deactivated", CallOutcome.Result.NOT_DEACTIVATED);
    TEXTS_400.put("still in the DRAINING state", CallOutcome.Result.STILL_DRAINING);
    TEXTS_400.put(
        "is part of a maintenance schedule under", CallOutcome.Result.IN_MAINTENANCE_SCHEDULE);
    TEXTS_400.put("is not capable of draining", CallOutcome.Result.NOT_CAPABLE);
    TEXTS_400.put("cannot be brought down", CallOutcome.Result.WRONG_MACHINE_STATE);
    TEXTS_400.put("cannot be brought up", CallOutcome.Result.WRONG_MACHINE_STATE);
    TEXTS_400.put("is not part of a maintenance schedule", CallOutcome.Result.WRONG_MACHINE_STATE);
    TEXTS_400.put("cannot be removed from the schedule", CallOutcome.Result.WRONG_MACHINE_STATE);
  }

  private CallAnswers() {}

  /**
   * An answer that came.
   *
   * @param text of the answer
   * @param detail the same, cleaned, to be shown
   */
  static CallOutcome of(int status, String text, String detail) {
    return new CallOutcome(result(status, text), detail);
  }

  private static CallOutcome.Result result(int status, String text) {
    return switch (status) {
      case 200, 202 -> CallOutcome.Result.ACCEPTED;
      case 400 ->
          TEXTS_400.entrySet().stream()
              .filter(known -> text.contains(known.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(CallOutcome.Result.REFUSED);
      case 401, 403 -> CallOutcome.Result.FORBIDDEN;
      // A 404 without an agent's name is that of a wrong URL.
      case 404 ->
          text.startsWith("Agent '") && text.contains("not found")
              ? CallOutcome.Result.UNKNOWN_AGENT
              : CallOutcome.Result.REFUSED;
      case 409 ->
          text.contains("Agent removed while processing")
              ? CallOutcome.Result.AWAY
              : text.contains("being marked gone")
                  ? CallOutcome.Result.IN_TRANSITION
                  : CallOutcome.Result.REFUSED;
      case 503 ->
          text.contains("already being transitioned")
              ? CallOutcome.Result.IN_TRANSITION
              : text.contains("No leader elected") || text.contains("has not finished recovery")
                  ? CallOutcome.Result.NOT_SENT
                  : CallOutcome.Result.UNKNOWN;
      default ->
          status >= 500 || status < 300 ? CallOutcome.Result.UNKNOWN : CallOutcome.Result.REFUSED;
    };
  }

  /** No usable answer came. */
  static CallOutcome of(PeerException e) {
    String sentence = e.call().sentence();
    int status = e.status().orElse(0);
    if (status == 503) {
      return new CallOutcome(result(status, e.call().cameBack()), sentence);
    }
    if (e instanceof PeerRefusedException) {
      return new CallOutcome(
          status == 401 || status == 403
              ? CallOutcome.Result.FORBIDDEN
              : CallOutcome.Result.REFUSED,
          sentence);
    }
    if (e.mayHaveBeenDone() || (status >= 200 && status < 300)) {
      return new CallOutcome(CallOutcome.Result.UNKNOWN, sentence);
    }
    return new CallOutcome(
        e instanceof PeerUnreachableException
            ? CallOutcome.Result.NOT_SENT
            : CallOutcome.Result.REFUSED,
        sentence);
  }
}

package dev.pacer.cluster;

import java.io.Serializable;
import java.util.OptionalInt;

/**
 * The facts of a call that failed, already cleaned: no secrets, no control characters, short.
 *
 * @param method the HTTP method, such as {@code PUT}
 * @param url the address, without user info and without secrets in the query
 * @param statusOrZero the status of the answer, 0 when none came
 * @param cameBack what came back: an excerpt of the answer or the fault of the connection
 * @param advice what the reader can do, a sentence
 * @param mayHaveBeenDone whether the server may have acted although the call failed
 */
public record FailedCall(
    String method,
    String url,
    int statusOrZero,
    String cameBack,
    String advice,
    boolean mayHaveBeenDone)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The HTTP status, or empty when no answer came. */
  public OptionalInt status() {
    return statusOrZero == 0 ? OptionalInt.empty() : OptionalInt.of(statusOrZero);
  }

  /** All of it in one line. */
  public String sentence() {
    String outcome = statusOrZero == 0 ? "got no answer" : "answered " + statusOrZero;
    String body = cameBack.isBlank() ? "" : ": " + cameBack.strip();
    String end = body.isEmpty() || body.endsWith(".") ? "" : ".";
    String unclear = mayHaveBeenDone ? " It may have been done: look before sending it again." : "";
    return method
        + " "
        + url
        + " "
        + outcome
        + (body.isEmpty() ? "." : body + end)
        + unclear
        + (advice.isBlank() ? "" : " " + advice.strip());
  }
}

package dev.pacer.cluster.http;

import dev.pacer.cluster.FailedCall;
import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.PeerUnreachableException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps what a store of secrets is told, and what it tells, out of the messages of failures. What
 * it says with a success is never shown; what it says with a refusal is, unless that repeats a word
 * of what was sent.
 */
public final class Confidential {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/=_-]{4,}");

  private Confidential() {}

  /**
   * Makes a call.
   *
   * @param sent the secret texts that were sent, empty for none
   * @throws PeerException with nothing secret in it
   */
  public static <T> T call(String sent, Supplier<T> call) {
    try {
      return call.get();
    } catch (PeerException e) {
      throw cleaned(e, sent);
    }
  }

  private static PeerException cleaned(PeerException e, String sent) {
    FailedCall call = e.call();
    int status = call.statusOrZero();
    if (status == 0) {
      // A fault of the connection: no text of the peer.
      return e;
    }
    boolean success = status >= 200 && status < 300;
    if (!success && !repeats(call.cameBack(), sent)) {
      return e;
    }
    FailedCall clean =
        new FailedCall(
            call.method(),
            call.url(),
            status,
            success
                ? "something that is no valid answer, not shown as it may hold a secret"
                : "something that repeats what was sent, not shown",
            call.advice(),
            call.mayHaveBeenDone());
    // Without the cause: a parser's message can quote the document.
    if (e instanceof PeerRefusedException) {
      return new PeerRefusedException(clean);
    }
    return e instanceof PeerUnreachableException
        ? new PeerUnreachableException(clean, null)
        : new PeerAnswerException(clean, null);
  }

  /** Whether a word of one stands in the other, or begins with its cut end. */
  private static boolean repeats(String cameBack, String sent) {
    Set<String> said = words(cameBack);
    Set<String> words = words(sent);
    return words.stream()
        .anyMatch(word -> said.stream().anyMatch(w -> word.contains(w) || w.contains(word)));
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }
}

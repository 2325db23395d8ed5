package dev.pacer.cluster.http;

import dev.pacer.cluster.FailedCall;
import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.PeerUnreachableException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** Puts what went wrong with a peer into words. */
final class Failures {

  private final String peer;
  private final Credentials credentials;

  Failures(String peer, Credentials credentials) {
    this.peer = peer;
    this.credentials = credentials;
  }

  /** Nothing came, or it broke off. */
  PeerException broken(
      Request request,
      URI url,
      int status,
      IOException problem,
      Optional<Duration> overrun,
      boolean sent) {
    boolean unclear = sent && request.changes();
    IOException cause = problem instanceof ExchangeFailure f ? f.problem() : problem;
    if (overrun.isPresent()) {
      return unreachable(
          request,
          url,
          status,
          "not complete within " + seconds(overrun.get()),
          "Look at the load of " + peer + " and of the network between.",
          unclear,
          cause);
    }
    if (cause instanceof BodyTooLargeException) {
      return notUnderstood(
          request, url, status, text(cause), "Is this really " + peer + "?", unclear, cause);
    }
    if (isCut(cause)) {
      return notUnderstood(
          request,
          url,
          status,
          "the answer broke off (" + text(cause) + ")",
          "Look at what lies between us and " + peer + ".",
          unclear,
          cause);
    }
    String[] words = words(cause, request);
    return unreachable(request, url, status, words[0], words[1], unclear, cause);
  }

  private String[] words(IOException cause, Request request) {
    if (cause instanceof ConnectTimeoutException) {
      return new String[] {
        "no connection in time", "Check the address, routes, security groups and firewalls."
      };
    }
    if (cause instanceof HttpHostConnectException || cause instanceof ConnectException) {
      return new String[] {
        "connection refused", "Check that " + peer + " runs there and that the address is right."
      };
    }
    if (cause instanceof UnknownHostException) {
      return new String[] {"the host name is unknown", "Check the name and the name servers."};
    }
    if (cause instanceof SSLException) {
      return new String[] {
        "no trusted TLS connection (" + text(cause) + ")",
        "Give the CA that signed the certificate, and a host name that stands in it."
      };
    }
    if (cause instanceof ConnectionRequestTimeoutException) {
      return new String[] {
        "no free connection within " + seconds(request.limits().silence()),
        "Too many calls at a time: allow more connections."
      };
    }
    if (cause instanceof SocketTimeoutException) {
      return new String[] {
        "not a byte for " + seconds(request.limits().silence()),
        "Look at the load of " + peer + " and of the network between."
      };
    }
    if (cause instanceof NoHttpResponseException) {
      return new String[] {"the connection was closed without an answer", "Try again in a while."};
    }
    return new String[] {text(cause), "Check that this is the address of " + peer + "."};
  }

  static boolean isCut(IOException cause) {
    return (cause instanceof ConnectionClosedException
            && !(cause instanceof NoHttpResponseException))
        || cause instanceof MalformedChunkCodingException
        || cause instanceof ZipException
        || cause instanceof EOFException;
  }

  /** A 5xx that says nobody is in charge, or 429. */
  PeerException noService(Request request, Reply reply) {
    boolean unclear = reply.status() >= 500 && request.changes();
    String said = reply.isEmpty() ? "an empty body" : excerpt(reply);
    if (reply.isHtml()) {
      said = "HTML: " + said;
    }
    return unreachable(
        request,
        reply.url(),
        reply.status(),
        said,
        "Nobody leads, or it is overloaded: try again in a while.",
        unclear,
        null);
  }

  /** An answer that is a page for people. */
  PeerException html(Request request, Reply reply) {
    return notUnderstood(
        request,
        reply.url(),
        reply.status(),
        "HTML instead of JSON: " + excerpt(reply),
        "A login page or a proxy? Check the URL.",
        request.changes() && (reply.status() < 400 || reply.status() >= 500),
        null);
  }

  /** An answer that is an error by its status. */
  PeerException byStatus(Request request, Reply reply) {
    String advice =
        switch (reply.status()) {
          case 401 -> "Check user and password, or the token.";
          case 403 -> "The account lacks the permission.";
          case 404 -> "Check the name and the URL.";
          case 405, 406, 415 -> "Is this really " + peer + ", in a version that we know?";
          case 429 -> "Too many requests: try again in a while.";
          default -> "";
        };
    if (reply.status() >= 400 && reply.status() < 500) {
      return new PeerRefusedException(
          call(request, reply.url(), reply.status(), excerpt(reply), advice, false));
    }
    return notUnderstood(
        request,
        reply.url(),
        reply.status(),
        excerpt(reply),
        advice.isEmpty() ? "Look into the log of " + peer + "." : advice,
        request.changes() && (reply.status() < 400 || reply.status() >= 500),
        null);
  }

  /** A 401 after all that could be renewed was. */
  PeerException unauthorised(Request request, Reply reply, boolean credentialsWithheld) {
    String advice =
        credentialsWithheld
            ? "The redirect led to a host that is not configured, so no credentials were sent: add"
                + " it to the addresses."
            : "Check user and password, or the token.";
    return new PeerRefusedException(
        call(request, reply.url(), reply.status(), excerpt(reply), advice, false));
  }

  /** A redirect that is not followed. */
  PeerException redirect(Request request, Reply reply, String what) {
    return notUnderstood(
        request,
        reply.url(),
        reply.status(),
        what,
        "A login page or a proxy? Check the URL of " + peer + ".",
        false,
        null);
  }

  /** A body that is not what was promised. */
  PeerException badShape(Request request, URI url, int status, Exception problem) {
    String what = Objects.requireNonNullElse(problem.getMessage(), problem.toString());
    boolean html = what.contains("('<' (code 60))");
    int place = what.indexOf("\n at [");
    String said = place > 0 ? what.substring(0, place) : what;
    return notUnderstood(
        request,
        url,
        status,
        html ? "HTML instead of JSON" : "no valid answer: " + said,
        html ? "A login page or a proxy? Check the URL." : "Is this really " + peer + "?",
        request.changes(),
        problem);
  }

  private PeerException unreachable(
      Request request,
      URI url,
      int status,
      String cameBack,
      String advice,
      boolean unclear,
      @Nullable Throwable cause) {
    return new PeerUnreachableException(
        call(request, url, status, cameBack, advice, unclear), cause);
  }

  private PeerException notUnderstood(
      Request request,
      URI url,
      int status,
      String cameBack,
      String advice,
      boolean unclear,
      @Nullable Throwable cause) {
    return new PeerAnswerException(call(request, url, status, cameBack, advice, unclear), cause);
  }

  private FailedCall call(
      Request request, URI url, int status, String cameBack, String advice, boolean unclear) {
    return new FailedCall(
        request.method().name(),
        Redaction.url(url),
        status,
        Redaction.excerpt(cameBack, secrets()),
        advice,
        unclear);
  }

  private String excerpt(Reply reply) {
    return Redaction.excerpt(reply.text(), secrets());
  }

  private List<String> secrets() {
    return credentials.secrets();
  }

  private static String text(Exception problem) {
    return Objects.requireNonNullElse(problem.getMessage(), problem.getClass().getSimpleName());
  }

  static String seconds(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}

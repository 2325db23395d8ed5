package dev.pacer.cluster.mesos;

import dev.pacer.cluster.FailedCall;
import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.Limits;
import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.http.Reply;
import dev.pacer.cluster.http.Request;
import dev.pacer.cluster.http.StreamReader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends to whoever leads: finds the masters, follows their redirects, and tells failures. */
final class MasterCalls {
  private static final String API = "/api/v1";

  private record Known(PeerAddress address, HttpPeer peer) {}

  private final Masters masters;
  private final Function<PeerAddress, HttpPeer> peers;
  private final Limits limits;
  private volatile @Nullable Known known;

  MasterCalls(Masters masters, Function<PeerAddress, HttpPeer> peers, Limits limits) {
    this.masters = masters;
    this.peers = peers;
    this.limits = limits;
  }

  Masters.Found find() {
    return masters.find();
  }

  private HttpPeer peer() {
    PeerAddress address = masters.find().address();
    Known last = known;
    if (last != null && last.address().equals(address)) {
      return last.peer();
    }
    Known next = new Known(address, peers.apply(address));
    known = next;
    return next.peer();
  }

  /** Asks the operator API for something. */
  <T> T ask(String body, StreamReader<T> reader) {
    Request request =
        Request.json(Method.POST, API, body)
            .withRepeatable(true)
            .followingRedirects()
            .within(limits);
    try {
      return peer().stream(request, reader);
    } catch (PeerException e) {
      throw asRead(e);
    }
  }

  /** Asks an old endpoint for something. */
  <T> T get(String target, StreamReader<T> reader) {
    return peer().stream(Request.get(target).followingRedirects().within(limits), reader);
  }

  /** A POST that reads cannot have done anything, whatever became of it. */
  private static PeerException asRead(PeerException e) {
    if (!e.mayHaveBeenDone()) {
      return e;
    }
    FailedCall told = e.call();
    FailedCall read =
        new FailedCall(
            told.method(), told.url(), told.statusOrZero(), told.cameBack(), told.advice(), false);
    return e instanceof PeerUnreachableException
        ? new PeerUnreachableException(read, e.getCause())
        : new PeerAnswerException(read, e.getCause());
  }

  /** Sends a call that changes something, once. */
  CallOutcome change(String body) {
    Request request = Request.json(Method.POST, API, body).followingRedirects();
    try {
      HttpPeer peer = peer();
      Reply reply = peer.send(request);
      String detail =
          reply.isSuccess() ? "accepted" : peer.failure(request, reply).call().sentence();
      return CallAnswers.of(reply.status(), reply.text(), detail);
    } catch (PeerException e) {
      return CallAnswers.of(e);
    }
  }
}

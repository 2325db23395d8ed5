package dev.pacer.cluster.marathon;

import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.cluster.http.Limits;
import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.Reply;
import dev.pacer.cluster.http.Request;
import dev.pacer.cluster.http.StreamReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The forms of call that Marathon's endpoints have in common. */
final class MarathonCalls {

  private final HttpPeer peer;
  private final Limits longList;

  MarathonCalls(HttpPeer peer, Limits longList) {
    this.peer = peer;
    this.longList = longList;
  }

  HttpPeer peer() {
    return peer;
  }

  /** A long list, read as it arrives. */
  void stream(Request request, StreamReader<Boolean> reader) {
    peer.stream(request.within(longList), reader);
  }

  /** A read whose answer is JSON; empty when Marathon says that there is no such thing. */
  <T> Optional<T> find(Request request, Function<Reply, T> decoder) {
    Reply reply = peer.send(request.within(longList));
    if (ChangeReader.isNotFound(reply)) {
      return Optional.empty();
    }
    if (!reply.isSuccess()) {
      throw peer.failure(request, reply);
    }
    return Optional.of(peer.decode(request, reply, decoder));
  }

  /** A list of versions, sorted by time; empty for an unknown thing. */
  List<Version> versions(String target, Function<Reply, List<String>> texts) {
    return find(
            Request.get(target),
            reply -> {
              try {
                return texts.apply(reply).stream()
                    .map(Version::parse)
                    .sorted((a, b) -> a.at().compareTo(b.at()))
                    .toList();
              } catch (IllegalArgumentException e) {
                throw new JsonShapeException(String.valueOf(e.getMessage()), e);
              }
            })
        .orElse(List.of());
  }

  ChangeOutcome change(Method method, String target, String json, LockPolicy lock) {
    return change(Request.json(method, target, json), lock);
  }

  /** A change with the flag {@code force}, which is always sent. */
  ChangeOutcome change(Request request, LockPolicy lock) {
    return change(request.withQuery("force", String.valueOf(lock == LockPolicy.OVERRIDE)));
  }

  ChangeOutcome change(Request request) {
    Reply reply = peer.send(request);
    return outcome(request, reply);
  }

  ChangeOutcome outcome(Request request, Reply reply) {
    return peer.decode(request, reply, ChangeReader::outcome)
        .orElseThrow(() -> peer.failure(request, reply));
  }

  /** A DELETE that is answered with success or with "no such thing". */
  boolean delete(Request request) {
    Reply reply = peer.send(request);
    if (ChangeReader.isNotFound(reply)) {
      return false;
    }
    if (!reply.isSuccess()) {
      throw peer.failure(request, reply);
    }
    return true;
  }

  /** An array of texts. */
  static List<String> texts(Reply reply) {
    // Under a name, as lists are read by name.
    return JsonObject.of(Json.parse("{\"list\":" + reply.text() + "}")).texts("list");
  }

  /** An array of objects. */
  static <T> List<T> objects(Reply reply, Function<JsonObject, T> conversion) {
    return JsonObject.of(Json.parse("{\"list\":" + reply.text() + "}")).objects("list", conversion);
  }
}

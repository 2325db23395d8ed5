package dev.pacer.cluster.dcos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pacer.cluster.FailedCall;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.Secret;
import dev.pacer.cluster.http.Body;
import dev.pacer.cluster.http.Confidential;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.Reply;
import dev.pacer.cluster.http.Request;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** DC/OS's secret store over HTTP: {@code /secrets/v1/secret/STORE/PATH}. */
public final class HttpDcosSecrets implements DcosSecrets {
  /** A secret that was deleted and made again between our calls; more often is somebody's war. */
  private static final int ROUNDS = 3;

  private final HttpPeer gateway;
  private final String store;

  /**
   * A store behind the cluster's gateway.
   *
   * @param store normally {@code default}
   */
  public HttpDcosSecrets(HttpPeer gateway, String store) {
    this.gateway = gateway;
    this.store = store;
  }

  @Override
  public Optional<Secret> find(String path) {
    return Confidential.call("", () -> findNow(path));
  }

  private Optional<Secret> findNow(String path) {
    Request request = Request.get(target(path));
    Reply reply = send(request);
    if (reply.status() == 404) {
      return Optional.empty();
    }
    if (!reply.isSuccess()) {
      throw gateway.failure(request, reply);
    }
    return gateway.decode(
        request,
        reply,
        answer ->
            Json.parseObject(answer)
                .findText("value")
                .filter(text -> !text.isEmpty())
                .map(Secret::new));
  }

  @Override
  public void put(String path, Secret text) {
    String json = Json.write(JsonNodeFactory.instance.objectNode().put("value", text.reveal()));
    Confidential.call(
        text.reveal(),
        () -> {
          putNow(path, json);
          return path;
        });
  }

  private void putNow(String path, String json) {
    for (int round = 1; ; round++) {
      Request patch = change(Method.PATCH, path, json);
      Reply patched = send(patch);
      if (patched.isSuccess()) {
        return;
      }
      if (patched.status() != 404 || round == ROUNDS) {
        throw gateway.failure(patch, patched);
      }
      Request put = change(Method.PUT, path, json);
      Reply made = send(put);
      if (made.isSuccess()) {
        return;
      }
      // 409: another instance made it meanwhile.
      if (made.status() != 409) {
        throw gateway.failure(put, made);
      }
    }
  }

  /** The whole text each time, so sending it twice does no harm. */
  private Request change(Method method, String path, String json) {
    return Request.of(method, target(path)).withBody(Body.json(json)).withRepeatable(true);
  }

  private Reply send(Request request) {
    try {
      return gateway.send(request);
    } catch (PeerException e) {
      if (e.status().orElse(0) == 503 && isSealed()) {
        throw sealed(e);
      }
      throw e;
    }
  }

  private boolean isSealed() {
    try {
      return gateway.read(
          Request.get("/secrets/v1/seal-status/" + Request.encode(store)),
          reply -> Json.parseObject(reply).findBoolean("sealed").orElse(false));
    } catch (PeerException e) {
      return false;
    }
  }

  private static PeerException sealed(PeerException e) {
    FailedCall call = e.call();
    return new PeerUnreachableException(
        new FailedCall(
            call.method(),
            call.url(),
            call.statusOrZero(),
            "the secret store is sealed",
            "Unseal it; nothing was written.",
            false),
        e);
  }

  private String target(String path) {
    return "/secrets/v1/secret/"
        + Request.encode(store)
        + "/"
        + Arrays.stream(path.split("/", -1))
            .filter(segment -> !segment.isEmpty())
            .map(Request::encode)
            .collect(Collectors.joining("/"));
  }
}

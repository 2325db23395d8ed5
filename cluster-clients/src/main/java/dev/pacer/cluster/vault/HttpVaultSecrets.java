package dev.pacer.cluster.vault;

import dev.pacer.cluster.http.Confidential;
import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.Reply;
import dev.pacer.cluster.http.Request;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Vault over HTTP: {@code /v1/MOUNT/data/PATH}. */
public final class HttpVaultSecrets implements VaultSecrets {
  private final HttpPeer peer;
  private final Credentials credentials;
  private final String mount;

  /**
   * A mount.
   *
   * @param peer Vault, asked with these credentials
   * @param mount such as {@code secret}
   */
  public HttpVaultSecrets(HttpPeer peer, Credentials credentials, String mount) {
    this.peer = peer;
    this.credentials = credentials;
    this.mount = encoded(mount);
  }

  @Override
  public Found read(String path) {
    return Confidential.call("", () -> readNow(path));
  }

  private Found readNow(String path) {
    Request request = Request.get(target(path));
    Reply reply = send(() -> request);
    // A deleted version is a 404 that still tells its number.
    return reply.status() == 404
        ? peer.decode(request, reply, VaultJson::missing)
        : decode(request, reply, VaultJson::found);
  }

  @Override
  public Write write(String path, Map<String, String> data, long replaces) {
    String json = VaultJson.write(data, replaces);
    return Confidential.call(String.join(" ", data.values()), () -> writeNow(path, json, replaces));
  }

  private Write writeNow(String path, String json, long replaces) {
    Request request =
        Request.json(Method.POST, target(path), json)
            // The condition keeps a second arrival from doing anything.
            .withRepeatable(true);
    Reply reply = send(() -> request);
    if (reply.status() == 400 && VaultJson.saysOvertaken(reply)) {
      return new Write.Overtaken("version %d is not the newest any more".formatted(replaces));
    }
    return new Write.Done(decode(request, reply, VaultJson::version));
  }

  @Override
  public boolean renewToken() {
    return Confidential.call("", this::renewNow);
  }

  private boolean renewNow() {
    Request request =
        Request.json(Method.POST, "/v1/auth/token/renew-self", "{}").withRepeatable(true);
    Reply reply = send(() -> request);
    if (reply.status() == 400) {
      return false;
    }
    return decode(request, reply, VaultJson::renewed);
  }

  /** Vault answers 403, not 401, to a token that has ended: it is renewed once. */
  private Reply send(Supplier<Request> request) {
    String sent = credentials.authorization().orElse("");
    Reply reply = peer.send(request.get());
    if (reply.status() == 403 && credentials.renew(sent)) {
      return peer.send(request.get());
    }
    return reply;
  }

  private <T> T decode(Request request, Reply reply, Function<Reply, T> decoder) {
    if (!reply.isSuccess()) {
      throw peer.failure(request, reply);
    }
    return peer.decode(request, reply, decoder);
  }

  private String target(String path) {
    return "/v1/" + mount + "/data/" + encoded(path);
  }

  /** Each segment by itself: a slash divides. */
  private static String encoded(String path) {
    return Arrays.stream(path.split("/", -1))
        .filter(segment -> !segment.isEmpty())
        .map(Request::encode)
        .collect(Collectors.joining("/"));
  }
}

package dev.pacer.registryauth.verify;

import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Limits;
import dev.pacer.frame.http.Listening;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A small registry on loopback with one private repository, team/app, that asks for Basic. */
public final class FakeRegistry implements AutoCloseable {

  private final HttpServing serving;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Login good;
  private volatile Function<Request, Optional<Reply>> instead = request -> Optional.empty();

  /** One that lets this login in. */
  public FakeRegistry(Login good) {
    this.good = good;
    serving = HttpServing.start(Listening.loopback(0), Limits.forTool(), this::answer);
  }

  /** From now on only this login. */
  public void letsIn(Login login) {
    good = login;
  }

  /** Answers that instead where there is something. */
  public void answers(Function<Request, Optional<Reply>> other) {
    instead = other;
  }

  /** What it was asked, method and target. */
  public List<String> asked() {
    return asked;
  }

  /** Its name, with its port. */
  public RegistryName name() {
    return new RegistryName("127.0.0.1:" + serving.port());
  }

  /** Whether a request brings the login that is let in. */
  public boolean knows(Request request) {
    return request.header("Authorization").filter(("Basic " + good.auth())::equals).isPresent();
  }

  private Reply answer(Request request) {
    asked.add(request.method() + " " + request.target());
    Optional<Reply> other = instead.apply(request);
    if (other.isPresent()) {
      return other.get();
    }
    if (!knows(request)) {
      return Reply.text(401, "Not Authorized\n")
          .with("WWW-Authenticate", "Basic realm=\"https://registry.example/\",service=\"fake\"");
    }
    if (request.path().equals("/v2/")) {
      return Reply.json(200, "{}");
    }
    return request.path().equals("/v2/team/app/manifests/1")
        ? Reply.json(200, "{\"schemaVersion\":2}")
        : Reply.json(404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}");
  }

  @Override
  public void close() throws IOException {
    serving.close();
  }
}
